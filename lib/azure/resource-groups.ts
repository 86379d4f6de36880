import "server-only";
import type { AzureClients } from "./clients";
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
