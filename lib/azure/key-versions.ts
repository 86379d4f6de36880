import "server-only";
import type { KeyVersionFacts } from "@/lib/cmk/facts";
import { storeOfId } from "@/lib/cmk/key-store";
import type { AzureClients } from "./clients";
import { collect } from "./collect";
import { isFailure } from "./errors";
import { listHsmKeyVersions } from "./hsm-keys";
import { LIMITS } from "./limits";
import { mapKeyVersion } from "./map";
import { parseVaultId } from "./resource-id";

/**
 * All versions of a key, newest first, through the control plane: the vault's firewall does not stand in the way.
 * Empty when the key is absent. Throws VendorError.
 */
export async function listKeyVersions(
  clients: AzureClients,
  vaultId: string,
  keyName: string,
): Promise<KeyVersionFacts[]> {
  if (storeOfId(vaultId) === "hsm") return listHsmKeyVersions(clients, vaultId, keyName);
  const { subscriptionId, resourceGroup, name } = parseVaultId(vaultId);
  try {
    const found = await clients.call("azure", LIMITS.list, (abortSignal) =>
      collect(
        clients.vaults(subscriptionId).keys.listVersions(resourceGroup, name, keyName, { abortSignal }),
      ),
    );
    return found.map(mapKeyVersion).sort((a, b) => (b.created ?? "").localeCompare(a.created ?? ""));
  } catch (error) {
    if (isFailure(error, "absent")) return [];
    throw error;
  }
}
