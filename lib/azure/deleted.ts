import "server-only";
import type { AzureClients } from "./clients";
import { isFailure } from "./errors";
import { LIMITS } from "./limits";
import type { SoftDeleted } from "./ports";

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

/**
 * A soft-deleted key; null when there is none, or when this caller may not ask: the data plane is behind the
 * vault's firewall, and only the data plane knows deleted keys. Throws VendorError for everything else.
 */
export async function getDeletedKey(
  clients: AzureClients,
  vaultUri: string,
  name: string,
): Promise<SoftDeleted | null> {
  try {
    const key = await clients.call("key-vault", LIMITS.read, (abortSignal) =>
      clients.keys(vaultUri).getDeletedKey(name, { abortSignal }),
    );
    return { deletedOn: iso(key.properties.deletedOn), purgeOn: iso(key.properties.scheduledPurgeDate) };
  } catch (error) {
    if (isFailure(error, "absent") || isFailure(error, "refused") || isFailure(error, "blocked")) return null;
    throw error;
  }
}
