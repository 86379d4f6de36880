import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { KeyRotationPolicy, KeyVaultKey } from "@azure/keyvault-keys";
import type { KeyFacts, KeyVersionFacts, RotationPolicy } from "@/lib/cmk/facts";
import type { AzureClients } from "./clients";
import { collect } from "./collect";
import { isFailure } from "./errors";
import { LIMITS, PRINCIPAL_WAITS_MS } from "./limits";
import { isoOf, isWord, required, withSlash } from "./map";
import type { AzureClient } from "./ports";
import { parseHsmScope } from "./resource-id";

const keysOf = (clients: AzureClients, hsmId: string) =>
  clients.keys(clients.managedHsmUri(parseHsmScope(hsmId).name));

/** Names of all keys in a managed HSM, through its data plane, whose firewall and roles apply. Throws VendorError. */
export async function listHsmKeyNames(clients: AzureClients, hsmId: string): Promise<string[]> {
  const found = await clients.call("key-vault", LIMITS.list, (abortSignal) =>
    collect(keysOf(clients, hsmId).listPropertiesOfKeys({ abortSignal })),
  );
  return found.map(({ name }) => name);
}

/** A policy that nobody set is the service's default, and has neither id nor time. */
function mapPolicy(policy: KeyRotationPolicy | null): RotationPolicy | null {
  const actions = policy?.lifetimeActions ?? [];
  const rotate = actions.find(({ action }) => isWord(action, "rotate"));
  const notify = actions.find(({ action }) => isWord(action, "notify"));
  if (!policy?.createdOn || (actions.length === 0 && !policy.expiresIn)) return null;
  return {
    rotateAfter: rotate?.timeAfterCreate ?? null,
    rotateBefore: rotate?.timeBeforeExpiry ?? null,
    notifyBefore: notify?.timeBeforeExpiry ?? null,
    expiryTime: policy.expiresIn ?? null,
  };
}

const bitsOf = (modulus: Uint8Array | undefined) => (modulus ? modulus.length * 8 : null);

function mapHsmKey(key: KeyVaultKey, policy: RotationPolicy | null | undefined): KeyFacts {
  const { properties } = key;
  const vaultUri = withSlash(properties.vaultUrl);
  const rotates = policy?.rotateAfter ?? (policy?.rotateBefore ? policy.expiryTime : null);
  return {
    exists: true,
    vaultUri,
    name: key.name,
    identifier: `${vaultUri}keys/${key.name}`,
    version: properties.version ?? null,
    type: required(key.keyType, "the key's type"),
    size: bitsOf(key.key?.n),
    operations: key.keyOperations ?? [],
    enabled: properties.enabled ?? null,
    notBefore: isoOf(properties.notBefore),
    expires: isoOf(properties.expiresOn),
    recoveryLevel: properties.recoveryLevel ?? null,
    exportable: properties.exportable ?? null,
    rotates,
    created: isoOf(properties.createdOn),
    ...(policy === undefined ? {} : { rotationPolicy: policy }),
  };
}

/** A key's newest version with its rotation policy, through the data plane; null when absent. Throws VendorError. */
export async function getHsmKey(
  clients: AzureClients,
  hsmId: string,
  name: string,
): Promise<KeyFacts | null> {
  const client = keysOf(clients, hsmId);
  try {
    const key = await clients.call("key-vault", LIMITS.read, (abortSignal) =>
      client.getKey(name, { abortSignal }),
    );
    const policy = await clients
      .call("key-vault", LIMITS.read, (abortSignal) => client.getKeyRotationPolicy(name, { abortSignal }))
      .then(mapPolicy)
      .catch((error: unknown) => {
        if (isFailure(error, "absent")) return null;
        // Who may see a key need not be allowed to see its policy: then it is unknown.
        if (isFailure(error, "refused")) return undefined;
        throw error;
      });
    return mapHsmKey(key, policy);
  } catch (error) {
    if (isFailure(error, "absent")) return null;
    throw error;
  }
}

/** All versions of a key, newest first; empty when the key is absent. Throws VendorError. */
export async function listHsmKeyVersions(
  clients: AzureClients,
  hsmId: string,
  name: string,
): Promise<KeyVersionFacts[]> {
  try {
    const found = await clients.call("key-vault", LIMITS.list, (abortSignal) =>
      collect(keysOf(clients, hsmId).listPropertiesOfKeyVersions(name, { abortSignal })),
    );
    return found
      .map((one) => ({
        version: required(one.version, "the version's name").toLowerCase(),
        enabled: one.enabled ?? null,
        created: isoOf(one.createdOn),
        notBefore: isoOf(one.notBefore),
        expires: isoOf(one.expiresOn),
      }))
      .sort((a, b) => (b.created ?? "").localeCompare(a.created ?? ""));
  } catch (error) {
    if (isFailure(error, "absent")) return [];
    throw error;
  }
}

/**
 * Makes a key with a rotation policy. One of this name that is there is left alone: the data plane would make a new
 * version. The person's own role may be a moment old, so a refusal is waited out within 25 s. Throws VendorError.
 */
export async function createHsmKey(
  clients: AzureClients,
  operation: Parameters<AzureClient["createKey"]>[0],
): Promise<void> {
  const client = keysOf(clients, operation.vaultId);
  for (let waits = 0; ; waits++) {
    try {
      if (await getHsmKey(clients, operation.vaultId, operation.name)) return;
      await clients.call("key-vault", { ...LIMITS.write, attempts: 1 }, (abortSignal) =>
        client.createRsaKey(operation.name, {
          hsm: true,
          keySize: operation.size,
          keyOps: operation.operations,
          enabled: true,
          abortSignal,
        }),
      );
      break;
    } catch (error) {
      const wait = PRINCIPAL_WAITS_MS[waits];
      if (!isFailure(error, "refused") || wait === undefined) throw error;
      await sleep(wait);
    }
  }
  const lifetimeActions = [{ action: "Rotate" as const, timeAfterCreate: operation.rotateAfter }];
  await clients.call("key-vault", LIMITS.write, (abortSignal) =>
    client.updateKeyRotationPolicy(operation.name, { lifetimeActions }, { abortSignal }),
  );
}
