import type { ResourceGroup, Vault, World } from "../core/types";
import { findHsm } from "../hsm/local-access";
import { findVault, vaultId } from "../keyvault/vault-model";
import { inheritsFrom } from "../rbac/scope";
import { requireSubscription } from "./arm-call";
import { ArmError, resourceNotFound } from "./arm-error";

/** The group of that name; 404 when the subscription has none. */
export function requireGroup(world: World, subscriptionId: string, name: string): ResourceGroup {
  const group = world.state.resourceGroups.find(
    (one) =>
      one.subscriptionId.toLowerCase() === subscriptionId.toLowerCase() &&
      one.name.toLowerCase() === name.toLowerCase(),
  );
  if (group) return group;
  throw new ArmError(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
}

/** Whether a vault lives in that group. */
export function isIn(vault: Vault, group: Pick<ResourceGroup, "subscriptionId" | "name">): boolean {
  return (
    vault.subscriptionId.toLowerCase() === group.subscriptionId.toLowerCase() &&
    vault.resourceGroup.toLowerCase() === group.name.toLowerCase()
  );
}

/** The vault of that name in that group, not deleted; 404 otherwise. */
export function requireVault(world: World, subscriptionId: string, groupName: string, name: string): Vault {
  const group = requireGroup(world, subscriptionId, groupName);
  const vault = findVault(world.state, name);
  if (vault && !vault.deleted && isIn(vault, group)) return vault;
  throw resourceNotFound("Microsoft.KeyVault/vaults", name, groupName);
}

/** The managed HSM of that name in that group, not deleted; 404 otherwise. */
export function requireHsm(world: World, subscriptionId: string, groupName: string, name: string): Vault {
  const group = requireGroup(world, subscriptionId, groupName);
  const hsm = findHsm(world.state, name);
  if (hsm && !hsm.deleted && isIn(hsm, group)) return hsm;
  throw resourceNotFound("Microsoft.KeyVault/managedHSMs", name, groupName);
}

const SCOPE =
  /^\/subscriptions\/(?<subscription>[^/]+)(?:\/resourceGroups\/(?<group>[^/]+)(?:\/providers\/(?<type>[^/]+\/[^/]+)\/(?<name>[^/]+)(?<below>\/.+)?)?)?$/i;

/** A scope as it may stand in a path: with one leading slash, none at the end. */
export function writtenScope(raw: string): string {
  return `/${raw.replace(/^\/+|\/+$/g, "")}`;
}

/** The scope in the spelling of what it names; 404 when there is nothing there. */
export function requireScope(world: World, raw: string): string {
  const written = writtenScope(raw);
  const parts = SCOPE.exec(written)?.groups;
  if (!parts?.subscription) throw new ArmError(400, "InvalidScope", `The scope '${written}' is not valid.`);
  const subscription = requireSubscription(world, parts.subscription);
  const top = `/subscriptions/${subscription.id}`;
  if (!parts.group) return top;
  const group = requireGroup(world, subscription.id, parts.group);
  if (!parts.type || !parts.name) return `${top}/resourceGroups/${group.name}`;
  if (parts.type.toLowerCase() === "microsoft.keyvault/managedhsms")
    return vaultId(requireHsm(world, subscription.id, group.name, parts.name)) + (parts.below ?? "");
  if (parts.type.toLowerCase() === "microsoft.operationalinsights/workspaces") {
    const workspace = (world.state.workspaces ?? []).find((one) => inheritsFrom(written, one.id));
    if (workspace) return workspace.id + (parts.below ?? "");
  }
  if (parts.type.toLowerCase() !== "microsoft.keyvault/vaults") {
    throw resourceNotFound(parts.type, parts.name, group.name);
  }
  return vaultId(requireVault(world, subscription.id, group.name, parts.name)) + (parts.below ?? "");
}
