import { randomUUID } from "node:crypto";
import { route } from "../core/match";
import { empty, json } from "../core/reply";
import type { Vault } from "../core/types";
import { findVault, purgeVault } from "../keyvault/vault-model";
import { SURFACES } from "./api-versions";
import { type ArmCall, type ArmRoute, requireAction, subscriptionOf } from "./arm-call";
import { ArmError } from "./arm-error";
import { pageOf } from "./paging";
import { deletedVaultView } from "./vault-view";

function deletedVault(call: ArmCall): Vault {
  const { vault: name = "", location = "" } = call.params;
  const vault = findVault(call.world.state, name);
  const isHere =
    vault?.subscriptionId === subscriptionOf(call).id && vault.location === location.toLowerCase();
  if (vault?.deleted && isHere) return vault;
  throw new ArmError(404, "DeletedVaultNotFound", `The specified deleted vault '${name}' does not exist.`);
}

function listDeleted(call: ArmCall) {
  const { id } = subscriptionOf(call);
  requireAction(call, "Microsoft.KeyVault/deletedVaults/read", `/subscriptions/${id}`);
  const vaults = call.world.state.vaults.filter((vault) => vault.deleted && vault.subscriptionId === id);
  return json(200, pageOf(call, vaults.map(deletedVaultView)));
}

function getDeleted(call: ArmCall) {
  const scope = `/subscriptions/${subscriptionOf(call).id}`;
  requireAction(call, "Microsoft.KeyVault/locations/deletedVaults/read", scope);
  return json(200, deletedVaultView(deletedVault(call)));
}

function purge(call: ArmCall) {
  const { id } = subscriptionOf(call);
  requireAction(call, "Microsoft.KeyVault/locations/deletedVaults/purge/action", `/subscriptions/${id}`);
  const vault = deletedVault(call);
  if (vault.enablePurgeProtection) {
    throw new ArmError(
      405,
      "MethodNotAllowed",
      'Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service will ' +
        `automatically purge it after the retention period has passed, on ${vault.deleted?.scheduledPurgeDate}.`,
    );
  }
  purgeVault(call.world, vault);
  call.world.save();
  const results = `/subscriptions/${id}/providers/Microsoft.KeyVault/locations/${vault.location}/operationResults`;
  const location = `https://${call.request.host}${results}/${randomUUID()}?api-version=${call.apiVersion}`;
  return empty(202, { location, "retry-after": "1" });
}

const BASE = "/subscriptions/{subscription}/providers/Microsoft.KeyVault";
const surface = SURFACES.vaults;

export const deletedVaultRoutes: ArmRoute[] = [
  [route("GET", `${BASE}/deletedVaults`), { surface, handle: listDeleted }],
  [route("GET", `${BASE}/locations/{location}/deletedVaults/{vault}`), { surface, handle: getDeleted }],
  [route("POST", `${BASE}/locations/{location}/deletedVaults/{vault}/purge`), { surface, handle: purge }],
  [route("GET", `${BASE}/locations/{location}/operationResults/{id}`), { surface, handle: () => empty(200) }],
];
