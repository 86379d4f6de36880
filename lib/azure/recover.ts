import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { AzureClients } from "./clients";
import { isFailure } from "./errors";
import { getKey } from "./keys";
import { LIMITS, POLL_MS } from "./limits";
import { recoverManagedHsm } from "./managed-hsms";
import type { AzureClient } from "./ports";
import { readVault } from "./vaults";
import { settled } from "./write-vault";

/**
 * Brings a soft-deleted vault back to where it was, with its keys and settings but without its role assignments.
 * A vault that is back already is left alone. Source: Key Vault, recovery management. Throws VendorError.
 */
export async function recoverVault(
  clients: AzureClients,
  operation: Parameters<AzureClient["recoverVault"]>[0],
): Promise<void> {
  const { subscriptionId, resourceGroup, name, location, tenantId, sku } = operation;
  if (sku === "managed-hsm") return recoverManagedHsm(clients, operation);
  if (!(await readVault(clients, subscriptionId, resourceGroup, name))) {
    const properties = { tenantId, sku: { family: "A", name: sku }, createMode: "recover" as const };
    await clients.call("azure", LIMITS.write, (abortSignal) =>
      clients
        .vaults(subscriptionId)
        .vaults.createOrUpdate(
          resourceGroup,
          name,
          { location, properties },
          { abortSignal, updateIntervalInMs: POLL_MS },
        )
        .submitted(),
    );
  }
  await settled(clients, { subscriptionId, resourceGroup, name });
}

/**
 * Brings a soft-deleted key back with all its versions, through the data plane, as the control plane cannot: kind
 * "blocked" when the vault's firewall keeps this server out. Waits until Azure shows the key. Throws VendorError.
 */
export async function recoverKey(
  clients: AzureClients,
  { vaultId, vaultUri, name }: Parameters<AzureClient["recoverKey"]>[0],
): Promise<void> {
  // The SDK asks for the key first, and leaves one alone that is there.
  await clients.call("key-vault", LIMITS.write, (abortSignal) =>
    clients.keys(vaultUri).beginRecoverDeletedKey(name, { abortSignal }),
  );
  const deadline = Date.now() + LIMITS.settle.budgetMs;
  while (Date.now() < deadline && !(await isThere(clients, vaultId, name))) await sleep(POLL_MS);
}

/** Who may recover a key need not be allowed to see it through Resource Manager: then nobody waits. */
async function isThere(clients: AzureClients, vaultId: string, name: string): Promise<boolean> {
  try {
    return (await getKey(clients, vaultId, name)) !== null;
  } catch (error) {
    if (isFailure(error, "refused")) return true;
    throw error;
  }
}
