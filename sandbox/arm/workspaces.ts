import { randomUUID } from "node:crypto";
import type { Workspace } from "../core/log-types";
import { route } from "../core/match";
import { json } from "../core/reply";
import { SURFACES } from "./api-versions";
import { type ArmCall, type ArmRoute, bodyOf, requireAction } from "./arm-call";
import { resourceNotFound } from "./arm-error";
import { requireGroup } from "./scopes";

const TYPE = "Microsoft.OperationalInsights/workspaces";
const PATH = `/subscriptions/{subscription}/resourceGroups/{group}/providers/${TYPE}/{name}`;

function idOf({ params }: ArmCall): string {
  return `/subscriptions/${params.subscription}/resourceGroups/${params.group}/providers/${TYPE}/${params.name}`;
}

function find(call: ArmCall): Workspace | undefined {
  const id = idOf(call).toLowerCase();
  return (call.world.state.workspaces ?? []).find((one) => one.id.toLowerCase() === id);
}

function view({ id, name, location, customerId }: Workspace) {
  const properties = {
    customerId,
    provisioningState: "Succeeded",
    sku: { name: "PerGB2018" },
    retentionInDays: 365,
  };
  return { id, name, type: TYPE, location, properties };
}

function get(call: ArmCall) {
  requireAction(call, `${TYPE}/read`, idOf(call));
  const found = find(call);
  if (found) return json(200, view(found));
  throw resourceNotFound(TYPE, call.params.name ?? "", call.params.group ?? "");
}

function put(call: ArmCall) {
  requireAction(call, `${TYPE}/write`, idOf(call));
  requireGroup(call.world, call.params.subscription ?? "", call.params.group ?? "");
  const known = find(call);
  const { location } = bodyOf(call);
  const made: Workspace = known ?? {
    id: idOf(call),
    name: call.params.name ?? "",
    location: String(location ?? "westeurope"),
    customerId: randomUUID(),
  };
  if (!known) call.world.state.workspaces = [...(call.world.state.workspaces ?? []), made];
  call.world.save();
  return json(known ? 200 : 201, view(made));
}

/** Log Analytics workspaces, as far as diagnostic settings and queries need them. */
export const workspaceRoutes: ArmRoute[] = [
  [route("GET", PATH), { surface: SURFACES.workspaces, handle: get }],
  [route("PUT", PATH), { surface: SURFACES.workspaces, handle: put }],
];
