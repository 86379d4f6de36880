import { randomUUID } from "node:crypto";
import { route } from "../core/match";
import { empty, json } from "../core/reply";
import type { ResourceGroup } from "../core/types";
import { softDeleteVault } from "../keyvault/vault-model";
import { seesSomethingIn } from "../rbac/evaluate";
import { inheritsFrom } from "../rbac/scope";
import { SURFACES } from "./api-versions";
import {
  type ArmCall,
  type ArmRoute,
  bodyOf,
  notAuthorised,
  requireAction,
  subscriptionOf,
  tagsOf,
} from "./arm-call";
import { ArmError } from "./arm-error";
import { requireDeletable, requireUnlocked } from "./lock-check";
import { pageOf } from "./paging";
import { isIn, requireGroup } from "./scopes";
import { LOCATION_NAMES } from "./subscriptions";

const ACTION = "Microsoft.Resources/subscriptions/resourceGroups";
const NAME = /^[-\w._()]{1,90}$/;

function idOf(group: Pick<ResourceGroup, "subscriptionId" | "name">): string {
  return `/subscriptions/${group.subscriptionId}/resourceGroups/${group.name}`;
}

function view(group: ResourceGroup) {
  return {
    id: idOf(group),
    name: group.name,
    type: "Microsoft.Resources/resourceGroups",
    location: group.location,
    tags: group.tags,
    properties: { provisioningState: "Succeeded" },
  };
}

/** The group that the path names, for a caller who may do this with it. */
function permitted(call: ArmCall, verb: "read" | "write" | "delete"): ResourceGroup {
  const { id: subscriptionId } = subscriptionOf(call);
  const name = call.params.group ?? "";
  requireAction(call, `${ACTION}/${verb}`, idOf({ subscriptionId, name }));
  return requireGroup(call.world, subscriptionId, name);
}

function exists(call: ArmCall) {
  try {
    permitted(call, "read");
    return empty(204);
  } catch (error) {
    if (error instanceof ArmError && error.status === 404) return empty(404);
    throw error;
  }
}

/** A location as Azure keeps it: "West Europe" becomes westeurope. */
export function canonicalLocation(value: unknown): string {
  if (typeof value !== "string" || value === "") {
    throw new ArmError(400, "LocationRequired", "The location property is required for this definition.");
  }
  const location = value.replaceAll(" ", "").toLowerCase();
  if (LOCATION_NAMES.includes(location)) return location;
  throw new ArmError(
    400,
    "LocationNotAvailableForResourceGroup",
    `The provided location '${value}' is not available. List of available regions is '${LOCATION_NAMES.join(",")}'.`,
  );
}

function putGroup(call: ArmCall) {
  const { world } = call;
  const { id: subscriptionId } = subscriptionOf(call);
  const name = call.params.group ?? "";
  const scope = idOf({ subscriptionId, name });
  requireAction(call, `${ACTION}/write`, scope);
  requireUnlocked(world, scope);
  if (!NAME.test(name) || name.endsWith(".")) {
    throw new ArmError(400, "InvalidResourceGroup", `The resource group name '${name}' is invalid.`);
  }
  const body = bodyOf(call);
  const location = canonicalLocation(body.location);
  const known = world.state.resourceGroups.find((one) => idOf(one).toLowerCase() === scope.toLowerCase());
  if (known && known.location !== location) {
    throw new ArmError(
      409,
      "InvalidResourceGroupLocation",
      `Invalid resource group location '${location}'. The Resource group already exists in location '${known.location}'.`,
    );
  }
  const group = known ?? { subscriptionId, name, location, tags: {} };
  group.tags = tagsOf(body.tags);
  if (!known) world.state.resourceGroups.push(group);
  world.save();
  return json(known ? 200 : 201, view(group));
}

function patchGroup(call: ArmCall) {
  const group = permitted(call, "write");
  requireUnlocked(call.world, idOf(group));
  const body = bodyOf(call);
  if (body.tags !== undefined) group.tags = tagsOf(body.tags);
  call.world.save();
  return json(200, view(group));
}

function deleteGroup(call: ArmCall) {
  const group = permitted(call, "delete");
  const { state } = call.world;
  const scope = idOf(group);
  requireDeletable(call.world, scope, true);
  for (const vault of state.vaults.filter((one) => !one.deleted && isIn(one, group)))
    softDeleteVault(call.world, vault);
  state.resourceGroups = state.resourceGroups.filter((one) => one !== group);
  state.roleAssignments = state.roleAssignments.filter((one) => !inheritsFrom(one.scope, scope));
  call.world.save();
  const result = `https://${call.request.host}/subscriptions/${group.subscriptionId}/operationresults/${randomUUID()}`;
  // The real service asks to wait 15 s; nothing here takes that long.
  return empty(202, { location: `${result}?api-version=${call.apiVersion}`, "retry-after": "1" });
}

function listGroups(call: ArmCall) {
  const { state } = call.world;
  const { id } = subscriptionOf(call);
  const sees = (scope: string) => seesSomethingIn(state, call.caller.objectId, scope);
  if (!sees(`/subscriptions/${id}`))
    throw notAuthorised(call.caller, `${ACTION}/read`, `/subscriptions/${id}`);
  const groups = state.resourceGroups.filter((one) => one.subscriptionId === id && sees(idOf(one)));
  return json(200, pageOf(call, groups.map(view)));
}

const BASE = "/subscriptions/{subscription}/resourceGroups";
const surface = SURFACES.core;

export const resourceGroupRoutes: ArmRoute[] = [
  [route("GET", BASE), { surface, handle: listGroups }],
  [route("HEAD", `${BASE}/{group}`), { surface, handle: exists }],
  [route("GET", `${BASE}/{group}`), { surface, handle: (call) => json(200, view(permitted(call, "read"))) }],
  [route("PUT", `${BASE}/{group}`), { surface, handle: putGroup }],
  [route("PATCH", `${BASE}/{group}`), { surface, handle: patchGroup }],
  [route("DELETE", `${BASE}/{group}`), { surface, handle: deleteGroup }],
  [
    route("GET", "/subscriptions/{subscription}/operationresults/{id}"),
    { surface, handle: () => empty(200) },
  ],
];
