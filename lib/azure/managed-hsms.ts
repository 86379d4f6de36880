import "server-only";
import type { ManagedHsm, ManagedHsmProperties, MhsmNetworkRuleSet } from "@azure/arm-keyvault";
import type { VaultFacts } from "@/lib/cmk/facts";
import type { VaultSettings } from "@/lib/cmk/plan";
import type { AzureClients } from "./clients";
import { collect } from "./collect";
import { isFailure, vendorFailure } from "./errors";
import { LIMITS, POLL_MS } from "./limits";
import { isoOf } from "./map";
import { mapManagedHsm } from "./map-managed-hsm";
import type { AzureClient, DeletedVault } from "./ports";
import { parseHsmScope } from "./resource-id";

const mapped = (clients: AzureClients) => (hsm: ManagedHsm) => mapManagedHsm(hsm, clients.managedHsmUri);

/** Every managed HSM of a subscription that the caller may see. Throws VendorError. */
export async function listManagedHsms(clients: AzureClients, subscriptionId: string): Promise<VaultFacts[]> {
  const found = await clients.call("azure", LIMITS.list, (abortSignal) =>
    collect(clients.vaults(subscriptionId).managedHsms.listBySubscription({ abortSignal })),
  );
  return found.map(mapped(clients));
}

async function read(
  clients: AzureClients,
  subscriptionId: string,
  group: string,
  name: string,
): Promise<ManagedHsm | null> {
  try {
    const found = await clients.call("azure", LIMITS.read, (abortSignal) =>
      clients.vaults(subscriptionId).managedHsms.get(group, name, { abortSignal }),
    );
    // Azure may answer 204, with nothing in it, for one that is not there.
    return found?.id ? found : null;
  } catch (error) {
    if (isFailure(error, "absent")) return null;
    throw error;
  }
}

/** One managed HSM; null when it, or its resource group, does not exist. Throws VendorError. */
export async function getManagedHsm(
  clients: AzureClients,
  subscriptionId: string,
  resourceGroup: string,
  name: string,
): Promise<VaultFacts | null> {
  const found = await read(clients, subscriptionId, resourceGroup, name);
  return found && mapped(clients)(found);
}

/** A soft-deleted managed HSM of this name, in whatever region; null when there is none. Throws VendorError. */
export async function getDeletedManagedHsm(
  clients: AzureClients,
  subscriptionId: string,
  name: string,
): Promise<DeletedVault | null> {
  const all = await clients.call("azure", LIMITS.list, (abortSignal) =>
    collect(clients.vaults(subscriptionId).managedHsms.listDeleted({ abortSignal })),
  );
  const properties = all.find((one) => one.name?.toLowerCase() === name.toLowerCase())?.properties;
  if (!properties?.mhsmId || !properties.location) return null;
  return {
    name,
    deletedOn: isoOf(properties.deletionDate),
    purgeOn: isoOf(properties.scheduledPurgeDate),
    place: {
      id: properties.mhsmId,
      subscriptionId,
      subscriptionName: subscriptionId,
      resourceGroup: parseHsmScope(properties.mhsmId).resourceGroup,
      location: properties.location,
      purgeProtection: properties.purgeProtectionEnabled ?? null,
    },
  };
}

/** Azure replaces the whole set of network rules: what is not to change has to be sent along. */
function patchOf(now: ManagedHsmProperties, settings: VaultSettings): ManagedHsmProperties {
  const patch: ManagedHsmProperties = {};
  if (settings.purgeProtection && now.enablePurgeProtection !== true) patch.enablePurgeProtection = true;
  if (settings.publicNetworkAccess && now.publicNetworkAccess?.toLowerCase() === "disabled")
    patch.publicNetworkAccess = "Enabled";
  if (!settings.defaultAction && !settings.bypassAzureServices && !settings.ipRules) return patch;
  const before: MhsmNetworkRuleSet = { defaultAction: "Allow", bypass: "AzureServices", ...now.networkAcls };
  const after: MhsmNetworkRuleSet = {
    ...before,
    defaultAction: settings.defaultAction ?? before.defaultAction,
    bypass: settings.bypassAzureServices ? "AzureServices" : before.bypass,
    ipRules: settings.ipRules ? settings.ipRules.map((value) => ({ value })) : (before.ipRules ?? []),
  };
  return JSON.stringify(after) === JSON.stringify(before) ? patch : { ...patch, networkAcls: after };
}

/**
 * Brings a managed HSM's settings to those given and leaves the rest as it is. Does nothing when they hold already.
 * Does not wait until Azure has finished: what is observed next says "waiting". Throws VendorError.
 */
export async function updateManagedHsm(
  clients: AzureClients,
  { vaultId, settings }: Parameters<AzureClient["updateVault"]>[0],
): Promise<void> {
  const { subscriptionId, resourceGroup, name } = parseHsmScope(vaultId);
  const hsm = await read(clients, subscriptionId, resourceGroup, name);
  if (!hsm) {
    const message = `The managed HSM ${name} does not exist.`;
    throw vendorFailure("azure", { status: 404, code: "ResourceNotFound", message }, undefined);
  }
  const properties = patchOf(hsm.properties ?? {}, settings);
  if (Object.keys(properties).length === 0) return;
  await clients.call("azure", LIMITS.write, (abortSignal) =>
    clients
      .vaults(subscriptionId)
      .managedHsms.update(
        resourceGroup,
        name,
        { location: hsm.location, properties },
        { abortSignal, updateIntervalInMs: POLL_MS },
      )
      .submitted(),
  );
}

/**
 * Brings a soft-deleted managed HSM back to where it was, with its keys and local roles. One that is back already is
 * left alone. It takes minutes: what is observed next says "waiting". Source: Managed HSM, soft-delete recovery.
 * Throws VendorError.
 */
export async function recoverManagedHsm(
  clients: AzureClients,
  { subscriptionId, resourceGroup, name, location, tenantId }: Parameters<AzureClient["recoverVault"]>[0],
): Promise<void> {
  if (await read(clients, subscriptionId, resourceGroup, name)) return;
  const hsm = {
    location,
    sku: { family: "B", name: "Standard_B1" } as const,
    properties: { tenantId, createMode: "recover" as const },
  };
  await clients.call("azure", LIMITS.write, (abortSignal) =>
    clients
      .vaults(subscriptionId)
      .managedHsms.createOrUpdate(resourceGroup, name, hsm, { abortSignal, updateIntervalInMs: POLL_MS })
      .submitted(),
  );
}
