import { cloudOfLocation } from "../core/clouds";
import type { State, Vault, World } from "../core/types";
import { inheritsFrom } from "../rbac/scope";

const DAY_MS = 86_400_000;

/** The resource id, in the spelling that Azure answers with. */
export function vaultId(vault: Vault): string {
  return (
    `/subscriptions/${vault.subscriptionId}/resourceGroups/${vault.resourceGroup}` +
    `/providers/Microsoft.KeyVault/${vault.sku === "managed-hsm" ? "managedHSMs" : "vaults"}/${vault.name}`
  );
}

/** The address of the data plane, without a slash at the end. */
export function vaultAddress(vault: Vault): string {
  const { vaultSuffix, hsmSuffix } = cloudOfLocation(vault.location);
  return `https://${vault.name.toLowerCase()}.${vault.sku === "managed-hsm" ? hsmSuffix : vaultSuffix}`;
}

/** The vault of that name, deleted or not: names are unique in the world. */
export function findVault(state: State, name: string): Vault | undefined {
  return state.vaults.find((vault) => vault.name.toLowerCase() === name.toLowerCase());
}

/** Puts a vault into the deleted state; its role assignments go with it and do not come back. */
export function softDeleteVault(world: World, vault: Vault): void {
  const now = world.now();
  vault.deleted = {
    deletionDate: now.toISOString(),
    scheduledPurgeDate: new Date(now.getTime() + vault.softDeleteRetentionInDays * DAY_MS).toISOString(),
  };
  const { state } = world;
  const scope = vaultId(vault);
  state.roleAssignments = state.roleAssignments.filter((one) => !inheritsFrom(one.scope, scope));
  state.locks = state.locks.filter((one) => !inheritsFrom(one.scope, scope));
  state.diagnosticSettings = state.diagnosticSettings.filter((one) => !inheritsFrom(one.resourceUri, scope));
}

/** Removes a vault and its keys for good. */
export function purgeVault(world: World, vault: Vault): void {
  const { state } = world;
  state.vaults = state.vaults.filter((one) => one !== vault);
  state.keys = state.keys.filter((key) => key.vaultName.toLowerCase() !== vault.name.toLowerCase());
}

/** Purges what has stayed deleted for its whole retention. */
export function sweepExpired(world: World): void {
  const now = world.now().getTime();
  const isOver = (deleted: { scheduledPurgeDate: string } | null) =>
    deleted !== null && Date.parse(deleted.scheduledPurgeDate) <= now;
  for (const vault of world.state.vaults.filter((one) => isOver(one.deleted))) purgeVault(world, vault);
  if (world.state.keys.some((key) => isOver(key.deleted))) {
    world.state.keys = world.state.keys.filter((key) => !isOver(key.deleted));
  }
}

/** What deletion means here for a key: Azure's words for retention and purge protection. */
export function recoveryLevel(vault: Vault): string {
  const base = vault.softDeleteRetentionInDays < 90 ? "CustomizedRecoverable" : "Recoverable";
  return vault.enablePurgeProtection ? base : `${base}+Purgeable`;
}
