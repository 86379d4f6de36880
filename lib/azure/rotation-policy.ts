import "server-only";
import type { KeyRotationPolicyProperties } from "@azure/keyvault-keys";
import type { AzureClients } from "./clients";
import { LIMITS } from "./limits";
import type { AzureClient } from "./ports";

/**
 * Replaces the rotation policy of a key, through the data plane: the control plane takes a policy only while it
 * makes a key, and leaves one that is there as it is (Keys_CreateIfNotExist). The vault's firewall applies: kind
 * "blocked" when it keeps this server out. Throws VendorError.
 */
export async function setRotationPolicy(
  clients: AzureClients,
  { vaultUri, name, policy }: Parameters<AzureClient["setRotationPolicy"]>[0],
): Promise<void> {
  const { rotateAfter, rotateBefore, notifyBefore, expiryTime } = policy;
  const rotate = rotateAfter
    ? [{ action: "Rotate" as const, timeAfterCreate: rotateAfter }]
    : rotateBefore
      ? [{ action: "Rotate" as const, timeBeforeExpiry: rotateBefore }]
      : [];
  const notify = notifyBefore ? [{ action: "Notify" as const, timeBeforeExpiry: notifyBefore }] : [];
  const properties: KeyRotationPolicyProperties = {
    lifetimeActions: [...rotate, ...notify],
    ...(expiryTime ? { expiresIn: expiryTime } : {}),
  };
  await clients.call("key-vault", LIMITS.write, (abortSignal) =>
    clients.keys(vaultUri).updateKeyRotationPolicy(name, properties, { abortSignal }),
  );
}
