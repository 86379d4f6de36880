import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { NetworkRuleSet, Vault, VaultPatchProperties } from "@azure/arm-keyvault";
import { storeOfId } from "@/lib/cmk/key-store";
import type { VaultSettings } from "@/lib/cmk/plan";
import type { AzureClients } from "./clients";
import { vendorFailure } from "./errors";
import { LIMITS, POLL_MS } from "./limits";
import { updateManagedHsm } from "./managed-hsms";
import type { AzureClient } from "./ports";
import { parseVaultId, type ResourceId } from "./resource-id";
import { readVault } from "./vaults";

/**
 * Makes a vault with everything that Adobe asks for, and waits until its name resolves. A vault that is there
 * already is left alone. When Azure takes longer than the limit, returns: what is observed next says "waiting".
 */
export async function createVault(
  clients: AzureClients,
  operation: Parameters<AzureClient["createVault"]>[0],
): Promise<void> {
  const { subscriptionId, resourceGroup, name } = operation;
  const existing = await readVault(clients, subscriptionId, resourceGroup, name);
  if (!existing) {
    const parameters = {
      location: operation.location,
      properties: {
        tenantId: operation.tenantId,
        sku: { family: "A", name: operation.sku },
        accessPolicies: [],
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: operation.retentionDays,
        enablePurgeProtection: true,
        publicNetworkAccess: "Enabled",
        networkAcls: {
          defaultAction: "Deny",
          bypass: "AzureServices",
          ipRules: toRules(operation.ipRules),
          virtualNetworkRules: [],
        },
      },
    };
    await clients.call("azure", LIMITS.write, (abortSignal) =>
      clients
        .vaults(subscriptionId)
        .vaults.createOrUpdate(resourceGroup, name, parameters, { abortSignal, updateIntervalInMs: POLL_MS })
        .submitted(),
    );
  }
  await settled(clients, { subscriptionId, resourceGroup, name });
}

/** Brings a vault's settings to those given and leaves the rest as it is. Does nothing when they hold already. */
export async function updateVault(
  clients: AzureClients,
  operation: Parameters<AzureClient["updateVault"]>[0],
): Promise<void> {
  if (storeOfId(operation.vaultId) === "hsm") return updateManagedHsm(clients, operation);
  const id = parseVaultId(operation.vaultId);
  const vault = await readVault(clients, id.subscriptionId, id.resourceGroup, id.name);
  if (!vault)
    throw vendorFailure(
      "azure",
      { status: 404, code: "ResourceNotFound", message: `The vault ${id.name} does not exist.` },
      undefined,
    );
  const properties = patchOf(vault, operation.settings);
  if (Object.keys(properties).length > 0) {
    await clients.call("azure", LIMITS.write, (abortSignal) =>
      clients
        .vaults(id.subscriptionId)
        .vaults.update(id.resourceGroup, id.name, { properties }, { abortSignal }),
    );
  }
  await settled(clients, id);
}

const toRules = (addresses: string[]) => addresses.map((value) => ({ value }));

/** Azure replaces the whole set of network rules: what is not to change has to be sent along. */
function patchOf(vault: Vault, settings: VaultSettings): VaultPatchProperties {
  const { properties } = vault;
  const patch: VaultPatchProperties = {};
  if (settings.softDelete && properties.enableSoftDelete !== true) patch.enableSoftDelete = true;
  if (settings.purgeProtection && properties.enablePurgeProtection !== true)
    patch.enablePurgeProtection = true;
  if (settings.rbac && properties.enableRbacAuthorization !== true) patch.enableRbacAuthorization = true;
  if (settings.publicNetworkAccess && properties.publicNetworkAccess?.toLowerCase() !== "enabled") {
    patch.publicNetworkAccess = settings.publicNetworkAccess;
  }
  if (settings.defaultAction || settings.bypassAzureServices || settings.ipRules) {
    const before: NetworkRuleSet = {
      defaultAction: "Allow",
      bypass: "AzureServices",
      ...properties.networkAcls,
    };
    const after: NetworkRuleSet = {
      ...before,
      defaultAction: settings.defaultAction ?? before.defaultAction,
      bypass: settings.bypassAzureServices ? "AzureServices" : before.bypass,
      ipRules: settings.ipRules ? toRules(settings.ipRules) : (before.ipRules ?? []),
    };
    if (JSON.stringify(after) !== JSON.stringify(before)) patch.networkAcls = after;
  }
  return patch;
}

/** Looks until Azure calls the vault finished, or the limit has passed. A vault that never shows up is an error. */
export async function settled(clients: AzureClients, id: ResourceId): Promise<void> {
  const deadline = Date.now() + LIMITS.settle.budgetMs;
  let seen: Vault | null = null;
  while (Date.now() < deadline) {
    seen = await readVault(clients, id.subscriptionId, id.resourceGroup, id.name);
    const state = seen?.properties.provisioningState;
    if (seen && (state === undefined || state === "Succeeded")) return;
    await sleep(POLL_MS);
  }
  if (!seen)
    throw vendorFailure(
      "azure",
      {
        status: 404,
        code: "ResourceNotFound",
        message: `Azure accepted the vault ${id.name} but does not show it.`,
      },
      undefined,
    );
}
