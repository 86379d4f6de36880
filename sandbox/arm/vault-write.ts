import { route } from "../core/match";
import { empty, json } from "../core/reply";
import type { Vault } from "../core/types";
import { findVault, softDeleteVault, vaultId } from "../keyvault/vault-model";
import { ROLE_IDS } from "../rbac/built-in-roles";
import { canAssign } from "../rbac/evaluate";
import { RBAC_BY_DEFAULT_FROM, SURFACES } from "./api-versions";
import {
  type ArmCall,
  type ArmRoute,
  bodyOf,
  objectOf,
  requireAction,
  subscriptionOf,
  tagsOf,
} from "./arm-call";
import { ArmError, badRequest } from "./arm-error";
import { requireDeletable, requireUnlocked } from "./lock-check";
import { isRegistered } from "./providers";
import { canonicalLocation } from "./resource-groups";
import { isIn, requireGroup, requireVault } from "./scopes";
import { readChange } from "./vault-change";
import { nameHeldByDeleted, nameInUse, vaultNameRefusal } from "./vault-names";
import { vaultView } from "./vault-view";

function scopeOf(call: ArmCall): string {
  const { subscription, group, vault } = call.params;
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${vault}`;
}

function callerName(call: ArmCall): string {
  return call.caller.kind === "user" ? call.caller.name : call.caller.appId;
}

/** Who turns policies into roles, or back, decides about access: that needs the right to assign any role. */
function requireMayChangeModel(call: ArmCall, vault: Vault, change: Partial<Vault>): void {
  const wanted = change.enableRbacAuthorization;
  if (wanted === undefined || wanted === (vault.enableRbacAuthorization ?? false)) return;
  const { state } = call.world;
  if (canAssign(state, call.caller.objectId, "write", ROLE_IDS.owner, vaultId(vault))) return;
  throw new ArmError(403, "InsufficientPermissions", "Caller is not allowed to change permission model.");
}

/** Applies a change in place, noting when the network rules changed and what they were. */
function applyChange(call: ArmCall, vault: Vault, change: Partial<Vault>): void {
  requireMayChangeModel(call, vault, change);
  applyNetwork(call, vault, change);
}

/** The same without a look at the permission model: a managed HSM has but one. */
export function applyNetwork(call: ArmCall, vault: Vault, change: Partial<Vault>): void {
  const network = ({ publicNetworkAccess, networkAcls }: Vault) => ({ publicNetworkAccess, networkAcls });
  const before = network(vault);
  Object.assign(vault, change, { lastModifiedAt: call.now.toISOString(), lastModifiedBy: callerName(call) });
  if (JSON.stringify(before) !== JSON.stringify(network(vault))) {
    vault.networkBefore = before;
    vault.networkChangedAt = call.now.toISOString();
  }
}

function newVault(call: ArmCall, location: string, properties: Record<string, unknown>): Vault {
  const at = call.now.toISOString();
  const change = readChange(properties, null);
  if (!change.tenantId) throw badRequest("An invalid value was provided for 'tenantId'.");
  if (!change.sku) throw badRequest("An invalid value was provided for 'sku'.");
  const rbacByDefault = call.apiVersion >= RBAC_BY_DEFAULT_FROM ? true : null;
  const usesPolicies = !(change.enableRbacAuthorization ?? rbacByDefault);
  if (usesPolicies && !change.accessPolicies)
    throw badRequest("An invalid value was provided for 'accessPolicies'.");
  return {
    name: call.params.vault ?? "",
    subscriptionId: subscriptionOf(call).id,
    resourceGroup: requireGroup(call.world, call.params.subscription ?? "", call.params.group ?? "").name,
    location,
    tags: {},
    enableSoftDelete: true,
    softDeleteRetentionInDays: 90,
    enablePurgeProtection: null,
    enableRbacAuthorization: rbacByDefault,
    accessPolicies: [],
    enabledForDeployment: false,
    enabledForDiskEncryption: false,
    enabledForTemplateDeployment: false,
    publicNetworkAccess: "Enabled",
    networkAcls: null,
    networkChangedAt: at,
    createdAt: at,
    createdBy: callerName(call),
    lastModifiedAt: at,
    lastModifiedBy: callerName(call),
    readyAt: new Date(call.now.getTime() + call.world.state.settings.dnsDelayMs).toISOString(),
    deleted: null,
    ...change,
    tenantId: change.tenantId,
    sku: change.sku,
  };
}

function replaceVault(call: ArmCall, vault: Vault, properties: Record<string, unknown>) {
  if (properties.tenantId === undefined) throw badRequest("An invalid value was provided for 'tenantId'.");
  if (properties.sku === undefined) throw badRequest("An invalid value was provided for 'sku'.");
  applyChange(call, vault, readChange(properties, vault));
  call.world.save();
  return json(200, vaultView(vault, call.now));
}

function recoverVault(call: ArmCall, known: Vault | undefined, location: string) {
  const subscription = subscriptionOf(call);
  if (!known?.deleted || known.subscriptionId !== subscription.id || known.location !== location) {
    throw new ArmError(
      404,
      "SoftDeletedVaultDoesNotExist",
      "A soft deleted vault with the given name does not exist. Ensure that the name for the vault that is being " +
        "attempted to recover is in a deleted state. For more information on soft delete please follow this link " +
        "https://go.microsoft.com/fwlink/?linkid=2149745",
    );
  }
  known.resourceGroup = requireGroup(call.world, subscription.id, call.params.group ?? "").name;
  known.deleted = null;
  known.readyAt = new Date(call.now.getTime() + call.world.state.settings.dnsDelayMs).toISOString();
  call.world.save();
  return json(200, vaultView(known, call.now, true));
}

function putVault(call: ArmCall) {
  const { world, params } = call;
  const subscription = subscriptionOf(call);
  requireAction(call, "Microsoft.KeyVault/vaults/write", scopeOf(call));
  const group = requireGroup(world, subscription.id, params.group ?? "");
  if (!isRegistered(subscription, "Microsoft.KeyVault")) {
    throw new ArmError(
      409,
      "MissingSubscriptionRegistration",
      "The subscription is not registered to use namespace 'Microsoft.KeyVault'. See https://aka.ms/rps-not-found " +
        "for how to register subscriptions.",
    );
  }
  requireUnlocked(world, scopeOf(call));
  const name = params.vault ?? "";
  const wrongName = vaultNameRefusal(name);
  if (wrongName) throw wrongName;
  const body = bodyOf(call);
  const location = canonicalLocation(body.location);
  const properties = objectOf(body.properties, "properties");
  const known = findVault(world.state, name);
  if (String(properties.createMode ?? "").toLowerCase() === "recover")
    return recoverVault(call, known, location);
  if (!known) {
    const vault = { ...newVault(call, location, properties), tags: tagsOf(body.tags) };
    world.state.vaults.push(vault);
    world.save();
    return json(200, vaultView(vault, call.now, true));
  }
  if (known.deleted) throw known.subscriptionId === subscription.id ? nameHeldByDeleted() : nameInUse(name);
  if (!isIn(known, group)) throw nameInUse(name);
  if (known.location !== location) {
    throw new ArmError(
      409,
      "InvalidResourceLocation",
      `The resource '${known.name}' already exists in location '${known.location}' in resource group ` +
        `'${known.resourceGroup}'. A resource with the same name cannot be created in location '${location}'. ` +
        "Please select a new resource name.",
    );
  }
  known.tags = tagsOf(body.tags);
  return replaceVault(call, known, properties);
}

function patchVault(call: ArmCall) {
  requireAction(call, "Microsoft.KeyVault/vaults/write", scopeOf(call));
  const vault = requireVault(
    call.world,
    subscriptionOf(call).id,
    call.params.group ?? "",
    call.params.vault ?? "",
  );
  requireUnlocked(call.world, vaultId(vault));
  const body = bodyOf(call);
  const change = readChange(objectOf(body.properties, "properties"), vault);
  if (body.tags !== undefined) vault.tags = tagsOf(body.tags);
  applyChange(call, vault, change);
  call.world.save();
  return json(200, vaultView(vault, call.now));
}

function deleteVault(call: ArmCall) {
  const { world, params } = call;
  requireAction(call, "Microsoft.KeyVault/vaults/delete", scopeOf(call));
  const group = requireGroup(world, subscriptionOf(call).id, params.group ?? "");
  const vault = findVault(world.state, params.vault ?? "");
  if (!vault || vault.deleted || !isIn(vault, group)) return empty(204);
  requireDeletable(world, vaultId(vault), true);
  softDeleteVault(world, vault);
  world.save();
  return empty(200);
}

const PATH =
  "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{vault}";
const surface = SURFACES.vaults;

export const vaultWriteRoutes: ArmRoute[] = [
  [route("PUT", PATH), { surface, handle: putVault }],
  [route("PATCH", PATH), { surface, handle: patchVault }],
  [route("DELETE", PATH), { surface, handle: deleteVault }],
];
