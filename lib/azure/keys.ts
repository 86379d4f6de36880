import "server-only";
import type { KeyFacts } from "@/lib/cmk/facts";
import type { AzureClients } from "./clients";
import { collect } from "./collect";
import { isFailure, vendorFailure } from "./errors";
import { LIMITS } from "./limits";
import { mapKey } from "./map";
import type { AzureClient } from "./ports";
import { parseVaultId } from "./resource-id";

/** Names of all keys in a vault, through the control plane: the vault's firewall does not stand in the way. */
export async function listKeyNames(clients: AzureClients, vaultId: string): Promise<string[]> {
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

/**
 * Changes a version's state, operations or start, through the data plane: the control plane cannot. The vault's
 * firewall applies: kind "blocked" when it keeps this server out.
 */
export async function updateKey(
  clients: AzureClients,
  operation: Parameters<AzureClient["updateKey"]>[0],
): Promise<void> {
  const { vaultUri, name, version, enabled, operations } = operation;
  const write = (options: { enabled?: boolean; keyOps?: string[]; notBefore?: Date }) =>
    clients.call("key-vault", LIMITS.write, (abortSignal) =>
      clients.keys(vaultUri).updateKeyProperties(name, version, { ...options, abortSignal }),
    );
  // The SDK sends null as it is, though its type has no word for it.
  const withoutStart = operation.notBefore === null ? { notBefore: null as unknown as undefined } : {};
  const changed = await write({ enabled, keyOps: operations, ...withoutStart });
  if (operation.notBefore !== null || !isInFuture(changed.properties.notBefore)) return;
  // A service that reads null as "leave it" keeps the date: then the start is moved to now.
  const moved = await write({ notBefore: new Date(Date.now() - 60_000) });
  if (isInFuture(moved.properties.notBefore)) {
    throw vendorFailure(
      "key-vault",
      { status: 400, code: "NotBeforeKept", message: "The start date could not be taken away." },
      undefined,
    );
  }
}

const isInFuture = (date: Date | null | undefined) => Boolean(date && date.getTime() > Date.now());
