import "server-only";
import type { AzureClients } from "./clients";
import { LIMITS } from "./limits";
import type { AzureClient } from "./ports";

/** A second try could make a second version: it is left to whoever sees that the first one made none. */
const ONCE = { ...LIMITS.write, attempts: 1 };

/**
 * Makes a new version of a key, through the data plane. Nothing is done when the version that was to be replaced is
 * no longer the newest. The old version stays enabled. The vault's firewall applies. Throws VendorError.
 */
export async function rotateKey(
  clients: AzureClients,
  { vaultUri, name, version }: Parameters<AzureClient["rotateKey"]>[0],
): Promise<void> {
  const client = clients.keys(vaultUri);
  const current = await clients.call("key-vault", LIMITS.read, (abortSignal) =>
    client.getKey(name, { abortSignal }),
  );
  if (current.properties.version?.toLowerCase() !== version.toLowerCase()) return;
  await clients.call("key-vault", ONCE, (abortSignal) => client.rotateKey(name, { abortSignal }));
}
