import "server-only";
import { judgeKey } from "@/lib/cmk/candidates";
import { storeOfTier } from "@/lib/cmk/key-store";
import type { PartId } from "@/lib/cmk/parts";
import type { KeyCandidate } from "@/lib/cmk/views";
import { readKeys } from "@/lib/steps/shared/read-keys";
import { type OrganisationContext, requirePermission } from "../context";
import { byFit } from "./by-fit";
import { readSetup } from "./setup-state";

/**
 * The keys of the chosen vault, those that fit first, with what stands against the others: a key of 2048 bits is
 * shown, and refused. Empty when there is no vault. Throws FORBIDDEN, VendorError.
 */
export async function listKeyCandidates(
  context: OrganisationContext,
  { part }: { part: PartId },
): Promise<KeyCandidate[]> {
  requirePermission(context, "setup.choose");
  const input = (await readSetup(context)).inputs[part];
  const azure = await context.clouds.azure();
  const { azureSubscriptionId } = input.organisation;
  const { resourceGroup, name, sku } = input.choices.vault;
  const read = storeOfTier(sku) === "hsm" ? azure.getManagedHsm : azure.getVault;
  const vault = await read(azureSubscriptionId, resourceGroup, name);
  if (!vault) return [];
  const keys = await readKeys(context.clouds, async (client) => {
    const names = await client.listKeyNames(vault.id);
    return Promise.all(names.map((keyName) => client.getKey(vault.id, keyName)));
  });
  const candidates = keys.flatMap((key) => (key ? [{ ...judgeKey(input, key), key }] : []));
  return candidates.sort((a, b) => byFit(a, b) || a.key.name.localeCompare(b.key.name, "en"));
}
