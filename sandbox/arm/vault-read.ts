import { route } from "../core/match";
import { json } from "../core/reply";
import type { Vault } from "../core/types";
import { vaultId } from "../keyvault/vault-model";
import { canAct, seesSomethingIn } from "../rbac/evaluate";
import { SURFACES } from "./api-versions";
import {
  type ArmCall,
  type ArmRoute,
  bodyOf,
  notAuthorised,
  objectOf,
  requireAction,
  subscriptionOf,
} from "./arm-call";
import { badRequest } from "./arm-error";
import { requireUnlocked } from "./lock-check";
import { pageOf } from "./paging";
import { isIn, requireGroup, requireVault } from "./scopes";
import { readAccessPolicies } from "./vault-change";
import { vaultView } from "./vault-view";

/** The vaults that a caller may read; 403 when the caller sees nothing at all at the scope. */
function readable(call: ArmCall, scope: string, isWanted: (vault: Vault) => boolean): Vault[] {
  const { state } = call.world;
  const action = "Microsoft.KeyVault/vaults/read";
  if (!seesSomethingIn(state, call.caller.objectId, scope)) throw notAuthorised(call.caller, action, scope);
  const wanted = state.vaults.filter((one) => !one.deleted && isWanted(one));
  return wanted.filter((one) => canAct(state, call.caller.objectId, action, vaultId(one)));
}

function inSubscription(call: ArmCall): Vault[] {
  const { id } = subscriptionOf(call);
  return readable(call, `/subscriptions/${id}`, (vault) => vault.subscriptionId === id);
}

function inGroup(call: ArmCall): Vault[] {
  const { id } = subscriptionOf(call);
  const scope = `/subscriptions/${id}/resourceGroups/${call.params.group}`;
  const vaults = readable(call, scope, (vault) =>
    isIn(vault, { subscriptionId: id, name: call.params.group ?? "" }),
  );
  requireGroup(call.world, id, call.params.group ?? "");
  return vaults;
}

const listViews = (call: ArmCall, vaults: Vault[]) =>
  json(
    200,
    pageOf(
      call,
      vaults.map((vault) => vaultView(vault, call.now)),
    ),
  );

/** The vault that the path names, for a caller who may do this with it. */
function permitted(call: ArmCall, action: string): Vault {
  const { subscription, group = "", vault = "" } = call.params;
  const scope = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${vault}`;
  requireAction(call, action, scope);
  return requireVault(call.world, subscriptionOf(call).id, group, vault);
}

function changePolicies(call: ArmCall) {
  const vault = permitted(call, "Microsoft.KeyVault/vaults/accessPolicies/write");
  requireUnlocked(call.world, vaultId(vault));
  const given = readAccessPolicies(objectOf(bodyOf(call).properties, "properties").accessPolicies);
  const who = (entry: unknown) => String(objectOf(entry, "accessPolicies").objectId).toLowerCase();
  const named = new Set(given.map(who));
  const others = vault.accessPolicies.filter((entry) => !named.has(who(entry)));
  const kind = call.params.kind?.toLowerCase();
  if (kind === "replace") vault.accessPolicies = given;
  else if (kind === "add") vault.accessPolicies = [...others, ...given];
  else if (kind === "remove") vault.accessPolicies = others;
  else throw badRequest("The operation must be add, replace or remove.");
  call.world.save();
  const id = `${vaultId(vault)}/accessPolicies/`;
  const properties = { accessPolicies: vault.accessPolicies };
  return json(200, { id, name: "", type: "Microsoft.KeyVault/vaults/accessPolicies", properties });
}

/** Filters such as resourceType eq 'Microsoft.KeyVault/vaults': vaults are the only resources here. */
function listResources(call: ArmCall) {
  const filter = call.request.url.searchParams.get("$filter") ?? "";
  const type = /resourceType eq '([^']*)'/i.exec(filter)?.[1]?.toLowerCase();
  const name = /\bname eq '([^']*)'/i.exec(filter)?.[1]?.toLowerCase();
  const vaults = (call.params.group ? inGroup(call) : inSubscription(call))
    .filter(() => type === undefined || type === "microsoft.keyvault/vaults")
    .filter((vault) => name === undefined || vault.name.toLowerCase() === name);
  const views = vaults.map((vault) => {
    const { id, name: shown, type: kind, location, tags } = vaultView(vault, call.now);
    return { id, name: shown, type: kind, location, tags };
  });
  return json(200, pageOf(call, views));
}

const GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
const VAULTS = "providers/Microsoft.KeyVault/vaults";
const surface = SURFACES.vaults;

export const vaultReadRoutes: ArmRoute[] = [
  [
    route("GET", `/subscriptions/{subscription}/${VAULTS}`),
    { surface, handle: (call) => listViews(call, inSubscription(call)) },
  ],
  [route("GET", `${GROUP}/${VAULTS}`), { surface, handle: (call) => listViews(call, inGroup(call)) }],
  [
    route("GET", `${GROUP}/${VAULTS}/{vault}`),
    {
      surface,
      handle: (call) => json(200, vaultView(permitted(call, "Microsoft.KeyVault/vaults/read"), call.now)),
    },
  ],
  [route("PUT", `${GROUP}/${VAULTS}/{vault}/accessPolicies/{kind}`), { surface, handle: changePolicies }],
  [
    route("GET", "/subscriptions/{subscription}/resources"),
    { surface: SURFACES.core, handle: listResources },
  ],
  [route("GET", `${GROUP}/resources`), { surface: SURFACES.core, handle: listResources }],
];
