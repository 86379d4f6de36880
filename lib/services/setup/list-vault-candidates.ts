import "server-only";
import { judgeVault } from "@/lib/cmk/candidates";
import type { PartId } from "@/lib/cmk/parts";
import type { VaultCandidate } from "@/lib/cmk/views";
import { orNull } from "@/lib/steps/shared/or-null";
import { readKeys } from "@/lib/steps/shared/read-keys";
import { type OrganisationContext, requirePermission } from "../context";
import { byFit } from "./by-fit";
import { readSetup } from "./setup-state";

/**
 * The vaults and managed HSMs that the person can see in the subscription, those that fit first, with what stands against the others.
 * Throws FORBIDDEN, VENDOR_REJECTED or VENDOR_UNAVAILABLE (as VendorError) when Azure does not list them.
 */
export async function listVaultCandidates(
  context: OrganisationContext,
  { part }: { part: PartId },
): Promise<VaultCandidate[]> {
  requirePermission(context, "setup.choose");
  const { inputs } = await readSetup(context);
  const azure = await context.clouds.azure();
  const { azureSubscriptionId } = inputs[part].organisation;
  const [vaults, hsms] = await Promise.all([
    azure.listVaults(azureSubscriptionId),
    // Who may list vaults need not be allowed to list these.
    orNull(() => azure.listManagedHsms(azureSubscriptionId)),
  ]);
  const candidates = await Promise.all(
    [...vaults, ...(hsms ?? [])].map(async (vault): Promise<VaultCandidate> => {
      const names = await orNull(() => readKeys(context.clouds, (client) => client.listKeyNames(vault.id)));
      const fit = judgeVault(inputs[part], vault, names);
      return { ...fit, vault, keyCount: names?.length ?? null };
    }),
  );
  return candidates.sort((a, b) => byFit(a, b) || a.vault.name.localeCompare(b.vault.name, "en"));
}
