import "server-only";
import type { AzureClients } from "./clients";
import { collect } from "./collect";
import { isFailure } from "./errors";
import { LIMITS } from "./limits";
import type { DeletedVault, SoftDeleted } from "./ports";
import { parseVaultId } from "./resource-id";

const iso = (date: Date | string | null | undefined) => (date ? new Date(date).toISOString() : null);

/** A soft-deleted vault of this name and place; null when there is none. Throws VendorError. */
export async function getDeletedVault(
  clients: AzureClients,
  subscriptionId: string,
  location: string,
  name: string,
): Promise<SoftDeleted | null> {
  try {
    const { properties } = await clients.call("azure", LIMITS.read, (abortSignal) =>
      clients.vaults(subscriptionId).vaults.getDeleted(name, location, { abortSignal }),
    );
    return { deletedOn: iso(properties?.deletionDate), purgeOn: iso(properties?.scheduledPurgeDate) };
  } catch (error) {
    if (isFailure(error, "absent")) return null;
    throw error;
  }
}

/** Every soft-deleted vault of a subscription, wherever it was; its name is all that a place lacks. Throws VendorError. */
export async function listDeletedVaults(
  clients: AzureClients,
  subscriptionId: string,
): Promise<DeletedVault[]> {
  const found = await clients.call("azure", LIMITS.list, (abortSignal) =>
    collect(clients.vaults(subscriptionId).vaults.listDeleted({ abortSignal })),
  );
  return found.flatMap(({ name, properties }) => {
    if (!name || !properties?.vaultId || !properties.location) return [];
    const place = {
      id: properties.vaultId,
      subscriptionId,
      subscriptionName: subscriptionId,
      resourceGroup: parseVaultId(properties.vaultId).resourceGroup,
      location: properties.location,
      purgeProtection: properties.purgeProtectionEnabled ?? null,
    };
    const times = { deletedOn: iso(properties.deletionDate), purgeOn: iso(properties.scheduledPurgeDate) };
    return [{ name, ...times, place }];
  });
}

/**
 * A soft-deleted key, if there is one. Only the data plane knows deleted keys, and it is behind the vault's firewall
 * and asks for a role of its own: where it does not let the caller look, `hidden` is its code. Throws VendorError.
 */
export async function getDeletedKey(
  clients: AzureClients,
  vaultUri: string,
  name: string,
): Promise<{ softDeleted: SoftDeleted | null; hidden: string | null }> {
  try {
    const key = await clients.call("key-vault", LIMITS.read, (abortSignal) =>
      clients.keys(vaultUri).getDeletedKey(name, { abortSignal }),
    );
    const { deletedOn, scheduledPurgeDate } = key.properties;
    return { softDeleted: { deletedOn: iso(deletedOn), purgeOn: iso(scheduledPurgeDate) }, hidden: null };
  } catch (error) {
    if (isFailure(error, "absent")) return { softDeleted: null, hidden: null };
    if (isFailure(error, "refused") || isFailure(error, "blocked"))
      return { softDeleted: null, hidden: error.failure.code ?? error.failure.kind };
    throw error;
  }
}
