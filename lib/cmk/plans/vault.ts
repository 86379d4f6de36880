import type { Absent, VaultFacts } from "../facts";
import { ADOBE_MONITOR_ADDRESS } from "../ids";
import type { PartInput } from "../input";
import { STORE_ROLES, storeOf } from "../key-store";
import { isMonitorListed, lacksRoom } from "../network/monitor-rule";
import { adobeReach } from "../network/reach";
import type { Operation, VaultSettings } from "../plan";
import { roleScope, vaultScope } from "../requirements/role";
import { isRecoverable } from "../requirements/vault-name";
import { valueOf } from "../value-of";
import { planRole } from "./access";

/** The person (or identity) on whose behalf a plan is made. */
export type PlanActor = {
  objectId: string;
  name: string;
  /** Whether this person may already create keys in the vault; null when Azure was not asked. */
  mayCreateKeys: boolean | null;
};

/** What has to change on an existing vault, and nothing more. Empty when it is right as it is. */
export function vaultRepairs(vault: VaultFacts): { settings: VaultSettings; before: Record<string, string> } {
  const settings: VaultSettings = {};
  const before: Record<string, string> = {};
  if (vault.purgeProtection !== true) {
    settings.purgeProtection = true;
    before.purgeProtection = "off";
  }
  if (vault.rbac !== true) {
    settings.rbac = true;
    before.rbac = "access policies";
  }
  if (vault.publicNetworkAccess === "SecuredByPerimeter") return { settings, before };
  if (adobeReach(vault, "adobe-stores").reachable !== "yes") {
    settings.bypassAzureServices = true;
    before.bypassAzureServices = "None";
  }
  // Without room for Adobe's address nothing is opened for it: first somebody frees a rule.
  if (lacksRoom(vault)) return { settings, before };
  if (!isMonitorListed(vault) && adobeReach(vault, "adobe-monitor").reachable !== "yes") {
    settings.ipRules = [...vault.ipRules, ADOBE_MONITOR_ADDRESS];
    before.ipRules = vault.ipRules.join(", ") || "none";
  }
  // Azure ignores address rules while public access is disabled: open it to selected networks only.
  if (vault.publicNetworkAccess === "Disabled") {
    settings.publicNetworkAccess = "Enabled";
    before.publicNetworkAccess = "Disabled";
    if (vault.defaultAction === "Allow") {
      settings.defaultAction = "Deny";
      before.defaultAction = "Allow";
    }
  }
  return { settings, before };
}

/** Creates the chosen vault with everything Adobe asks for, or repairs the one that is there. */
export function planVault(input: PartInput, actor: PlanActor, resourceGroupExists: boolean): Operation[] {
  const observed = valueOf(input.facts.vault);
  const { vault: choice } = input.choices;
  const { azureSubscriptionId: subscriptionId, azureTenantId: tenantId } = input.organisation;
  const operations: Operation[] = [];
  if (observed?.exists) {
    const { settings, before } = vaultRepairs(observed);
    if (Object.keys(settings).length > 0)
      operations.push({ op: "update-vault", vaultId: observed.id, name: observed.name, before, settings });
  } else if (observed?.softDeleted) {
    return recoverVault(input, observed, resourceGroupExists);
  } else if (choice.mode === "create" && choice.sku !== "managed-hsm" && !observed?.taken) {
    if (!resourceGroupExists) {
      operations.push({
        op: "create-resource-group",
        subscriptionId,
        name: choice.resourceGroup,
        location: choice.location,
      });
    }
    operations.push({
      op: "create-vault",
      subscriptionId,
      tenantId,
      resourceGroup: choice.resourceGroup,
      name: choice.name,
      location: choice.location,
      sku: choice.sku,
      retentionDays: 90,
      ipRules: [ADOBE_MONITOR_ADDRESS],
    });
  } else {
    return [];
  }
  const key = valueOf(input.facts.key);
  if (actor.mayCreateKeys !== true && !key?.exists) operations.push(ownRole(input, actor));
  return operations;
}

/** Back to where it was, and Adobe's role with it: recovery brings no role assignment of Azure's back. */
function recoverVault(input: PartInput, deleted: Absent, resourceGroupExists: boolean): Operation[] {
  const { vault: choice } = input.choices;
  const sku = input.remembered?.vault?.value.sku ?? choice.sku;
  if (!isRecoverable(input, deleted)) return [];
  const { azureSubscriptionId: subscriptionId, azureTenantId: tenantId } = input.organisation;
  const { resourceGroup, name } = choice;
  const location = deleted.softDeleted?.place?.location ?? choice.location;
  const group = { subscriptionId, name: resourceGroup, location };
  const principal = valueOf(input.facts.principal);
  return [
    ...(resourceGroupExists ? [] : [{ op: "create-resource-group" as const, ...group }]),
    {
      op: "recover-vault",
      vaultId: vaultScope(input),
      subscriptionId,
      tenantId,
      resourceGroup,
      name,
      location,
      sku,
    },
    // Whatever was seen of a vault's roles is gone by then; a managed HSM keeps its own inside.
    ...(principal?.exists && sku !== "managed-hsm"
      ? planRole({ ...input, facts: { ...input.facts, assignments: undefined, extensions: undefined } })
      : []),
  ];
}

/** The role that lets the person make the key. Owner of a vault is not enough: keys are the data plane's. */
export function ownRole(input: PartInput, actor: PlanActor): Operation {
  const { id, name } = STORE_ROLES[storeOf(input)].keys;
  return {
    op: "assign-role",
    scope: roleScope(input),
    roleDefinitionId: id,
    roleName: name,
    principalId: actor.objectId,
    principalName: actor.name,
    principalType: "User",
    appId: null,
  };
}
