import "server-only";
import type { Vault } from "@azure/arm-keyvault";
import type { VaultFacts } from "@/lib/cmk/facts";
import type { AzureClients } from "./clients";
import { collect } from "./collect";
import { isFailure } from "./errors";
import { LIMITS } from "./limits";
import { mapVault } from "./map";
import type { NameAvailability } from "./ports";

/** Every vault of a subscription that the caller may see. Throws VendorError. */
export async function listVaults(clients: AzureClients, subscriptionId: string): Promise<VaultFacts[]> {
  const found = await clients.call("azure", LIMITS.list, (abortSignal) =>
    collect(clients.vaults(subscriptionId).vaults.listBySubscription({ abortSignal })),
  );
  return found.map((vault) => mapVault(vault, clients.keyVaultSuffix));
}

/** The vault as the SDK gives it, for changes that must keep what they do not touch; null when absent. */
export async function readVault(
  clients: AzureClients,
  subscriptionId: string,
  resourceGroup: string,
  name: string,
): Promise<Vault | null> {
  try {
    return await clients.call("azure", LIMITS.read, (abortSignal) =>
      clients.vaults(subscriptionId).vaults.get(resourceGroup, name, { abortSignal }),
    );
  } catch (error) {
    if (isFailure(error, "absent")) return null;
    throw error;
  }
}

/** One vault; null when it, or its resource group, does not exist. Throws VendorError. */
export async function getVault(
  clients: AzureClients,
  subscriptionId: string,
  resourceGroup: string,
  name: string,
): Promise<VaultFacts | null> {
  const found = await readVault(clients, subscriptionId, resourceGroup, name);
  return found && mapVault(found, clients.keyVaultSuffix);
}

/** Whether a new vault may have this name: names are unique in all of Azure, and held while soft-deleted. */
export async function checkVaultName(
  clients: AzureClients,
  subscriptionId: string,
  name: string,
): Promise<NameAvailability> {
  const answer = await clients.call("azure", LIMITS.read, (abortSignal) =>
    clients
      .vaults(subscriptionId)
      .vaults.checkNameAvailability({ name, type: "Microsoft.KeyVault/vaults" }, { abortSignal }),
  );
  if (answer.nameAvailable === true) return { available: true, reason: null, message: null };
  // Which reason Azure gives for a name that is taken is not documented: all but "invalid" is read as taken.
  const reason = answer.reason === "AccountNameInvalid" ? "invalid" : "taken";
  return { available: false, reason, message: answer.message ?? null };
}
