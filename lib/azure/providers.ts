import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { AzureClients } from "./clients";
import { LIMITS, POLL_MS } from "./limits";
import type { AzureClient } from "./ports";

/** Whether the subscription is registered for a provider; while it registers, not yet. Throws VendorError. */
export async function isProviderRegistered(
  clients: AzureClients,
  subscriptionId: string,
  namespace: string,
): Promise<boolean> {
  const { registrationState } = await clients.call("azure", LIMITS.read, (abortSignal) =>
    clients.resources(subscriptionId).providers.get(namespace, { abortSignal }),
  );
  return registrationState?.toLowerCase() === "registered";
}

/**
 * Registers the subscription for a provider and waits until it is. Does nothing when it is already. When Azure takes
 * longer than the limit, returns: the next operation then says what is missing. Throws VendorError.
 */
export async function registerProvider(
  clients: AzureClients,
  { subscriptionId, namespace }: Parameters<AzureClient["registerProvider"]>[0],
): Promise<void> {
  if (await isProviderRegistered(clients, subscriptionId, namespace)) return;
  await clients.call("azure", LIMITS.write, (abortSignal) =>
    clients.resources(subscriptionId).providers.register(namespace, { abortSignal }),
  );
  const deadline = Date.now() + LIMITS.settle.budgetMs;
  while (Date.now() < deadline) {
    if (await isProviderRegistered(clients, subscriptionId, namespace)) return;
    await sleep(POLL_MS);
  }
}
