import "server-only";
import type { AzureClients } from "./clients";
import { isFailure } from "./errors";
import { LIMITS } from "./limits";
import type { AzureClient } from "./ports";

/** Whether a resource group of this name exists. Throws VendorError. */
export async function resourceGroupExists(
  clients: AzureClients,
  subscriptionId: string,
  name: string,
): Promise<boolean> {
  const { body } = await clients.call("azure", LIMITS.read, (abortSignal) =>
    clients.resources(subscriptionId).resourceGroups.checkExistence(name, { abortSignal }),
  );
  return body;
}

/** The location of a resource group; null when there is none of this name. Throws VendorError. */
export async function resourceGroupLocation(
  clients: AzureClients,
  subscriptionId: string,
  name: string,
): Promise<string | null> {
  try {
    const { location } = await clients.call("azure", LIMITS.read, (abortSignal) =>
      clients.resources(subscriptionId).resourceGroups.get(name, { abortSignal }),
    );
    return location;
  } catch (error) {
    if (isFailure(error, "absent")) return null;
    throw error;
  }
}

/** Makes a resource group; leaves one of this name as it is, wherever it lies. Throws VendorError. */
export async function createResourceGroup(
  clients: AzureClients,
  operation: Parameters<AzureClient["createResourceGroup"]>[0],
): Promise<void> {
  const { subscriptionId, name, location } = operation;
  if (await resourceGroupExists(clients, subscriptionId, name)) return;
  await clients.call("azure", LIMITS.write, (abortSignal) =>
    clients.resources(subscriptionId).resourceGroups.createOrUpdate(name, { location }, { abortSignal }),
  );
}
