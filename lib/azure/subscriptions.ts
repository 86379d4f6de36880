import "server-only";
import type { Subscription } from "@azure/arm-resources-subscriptions";
import type { AzureClients } from "./clients";
import { collect } from "./collect";
import { isFailure } from "./errors";
import { LIMITS } from "./limits";

type SubscriptionFacts = { id: string; name: string; tenantId: string; state: string };

const map = (entry: Subscription): SubscriptionFacts => ({
  id: entry.subscriptionId ?? "",
  name: entry.displayName ?? entry.subscriptionId ?? "",
  tenantId: (entry.tenantId ?? "").toLowerCase(),
  state: entry.state ?? "Unknown",
});

/** Every subscription that the caller may see, in the tenant of the token. Throws VendorError. */
export async function listSubscriptions(clients: AzureClients): Promise<SubscriptionFacts[]> {
  const found = await clients.call("azure", LIMITS.list, (abortSignal) =>
    collect(clients.subscriptions().subscriptions.list({ abortSignal })),
  );
  return found.map(map);
}

/** The tenants that the caller's account belongs to. Throws VendorError. */
export async function listTenants(clients: AzureClients): Promise<string[]> {
  const found = await clients.call("azure", LIMITS.list, (abortSignal) =>
    collect(clients.subscriptions().tenants.list({ abortSignal })),
  );
  return found.flatMap(({ tenantId }) => tenantId?.toLowerCase() ?? []);
}

/**
 * One subscription; null when there is none of this id or the caller may not see it. A subscription of another
 * tenant is a VendorError of kind unauthenticated with the code InvalidAuthenticationTokenTenant.
 */
export async function getSubscription(
  clients: AzureClients,
  subscriptionId: string,
): Promise<SubscriptionFacts | null> {
  try {
    const found = await clients.call("azure", LIMITS.read, (abortSignal) =>
      clients.subscriptions().subscriptions.get(subscriptionId, { abortSignal }),
    );
    return map(found);
  } catch (error) {
    if (isFailure(error, "absent") || isFailure(error, "refused")) return null;
    throw error;
  }
}
