import "server-only";
import type { KeyFacts } from "@/lib/cmk/facts";
import { storeOfId } from "@/lib/cmk/key-store";
import type { AzureClients } from "./clients";
import { collect } from "./collect";
import { isFailure } from "./errors";
import { createHsmKey, getHsmKey, listHsmKeyNames } from "./hsm-keys";
import { LIMITS } from "./limits";
import { mapKey } from "./map";
import type { AzureClient } from "./ports";
import { parseVaultId } from "./resource-id";

/**
 * Names of all keys in a vault, through the control plane: the vault's firewall does not stand in the way. A managed
 * HSM does not trust the control plane: there, all of these go through its own data plane.
 */
export async function listKeyNames(clients: AzureClients, vaultId: string): Promise<string[]> {
  if (storeOfId(vaultId) === "hsm") return listHsmKeyNames(clients, vaultId);
  const { subscriptionId, resourceGroup, name } = parseVaultId(vaultId);
  const found = await clients.call("azure", LIMITS.list, (abortSignal) =>
    collect(clients.vaults(subscriptionId).keys.list(resourceGroup, name, { abortSignal })),
  );
  return found.map((key) => key.name ?? "").filter(Boolean);
}

/** A key's newest version, through the control plane; null when the key or the vault is absent. Throws VendorError. */
export async function getKey(
  clients: AzureClients,
  vaultId: string,
  keyName: string,
): Promise<KeyFacts | null> {
  if (storeOfId(vaultId) === "hsm") return getHsmKey(clients, vaultId, keyName);
  const { subscriptionId, resourceGroup, name } = parseVaultId(vaultId);
  try {
    const found = await clients.call("azure", LIMITS.read, (abortSignal) =>
      clients.vaults(subscriptionId).keys.get(resourceGroup, name, keyName, { abortSignal }),
    );
    return mapKey(found);
  } catch (error) {
    if (isFailure(error, "absent")) return null;
    throw error;
  }
}

/**
 * Makes a key's first version with a rotation policy, through the control plane: the vault's firewall does not
 * apply there, and Azure returns the key as it is when the name is taken. Needs a data role on the vault.
 */
export async function createKey(
  clients: AzureClients,
  operation: Parameters<AzureClient["createKey"]>[0],
): Promise<void> {
  if (storeOfId(operation.vaultId) === "hsm") return createHsmKey(clients, operation);
  const { subscriptionId, resourceGroup, name } = parseVaultId(operation.vaultId);
  const properties = {
    kty: operation.type,
    keySize: operation.size,
    keyOps: operation.operations,
    attributes: { enabled: true },
    // No expiry, so nothing to be notified of: a policy may only notify before one.
    rotationPolicy: {
      lifetimeActions: [
        { trigger: { timeAfterCreate: operation.rotateAfter }, action: { type: "rotate" as const } },
      ],
    },
  };
  await clients.call("azure", LIMITS.write, (abortSignal) =>
    clients
      .vaults(subscriptionId)
      .keys.createIfNotExist(resourceGroup, name, operation.name, { properties }, { abortSignal }),
  );
}

/** How far back a start is set that lay in the future: further than clocks differ. */
const START_MS = 5 * 60_000;

/**
 * Changes a version's state, operations, start or expiry, through the data plane: the control plane cannot. The vault's
 * firewall applies: kind "blocked" when it keeps this server out. A start cannot be taken away (the API knows no
 * null there), so it is set to just before now.
 */
export async function updateKey(
  clients: AzureClients,
  operation: Parameters<AzureClient["updateKey"]>[0],
): Promise<void> {
  const { vaultUri, name, version, enabled, operations: keyOps } = operation;
  const start = operation.notBefore === null ? { notBefore: new Date(Date.now() - START_MS) } : {};
  const end = operation.expires ? { expiresOn: new Date(operation.expires) } : {};
  await clients.call("key-vault", LIMITS.write, (abortSignal) =>
    clients
      .keys(vaultUri)
      .updateKeyProperties(name, version, { enabled, keyOps, ...start, ...end, abortSignal }),
  );
}
