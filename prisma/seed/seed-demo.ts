import { listOrganisations } from "@/lib/db/list-organisations";
import { newId } from "@/lib/db/new-id";
import { grantScope } from "@/lib/db/scope";
import type { KeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { sealSecret } from "@/lib/db/secrets/seal";
import { secretPurpose } from "@/lib/db/secrets/secrets";
import { readWithScope, withScope } from "@/lib/db/transaction";
import type { Manifest } from "./manifest";
import { type SealedOrganisation, seedOrganisation, seedProgress } from "./seed-organisation";
import { seedPeople } from "./seed-people";

/**
 * Fills an empty database with the sandbox's demo world, all or nothing. Returns how many organisations it
 * made: none when there is one already.
 */
export async function seedDemo(manifest: Manifest, wrapper: KeyWrapper, at: Date): Promise<number> {
  const everything = grantScope({ organisations: "*", userId: null });
  const { total } = await readWithScope(everything, (tx) => listOrganisations(tx, { limit: 1 }));
  if (total > 0) return 0;
  // Sealed first: wrapping may call Key Vault, and no transaction waits for that.
  const prepared = await Promise.all(
    manifest.organisations.map(async (demo): Promise<SealedOrganisation> => {
      const id = newId();
      const purpose = secretPurpose(id, "adobe", demo.adobeClientId);
      return { id, demo, sealed: await sealSecret(wrapper, purpose, demo.adobeClientSecret) };
    }),
  );
  return withScope(everything, async (tx) => {
    const organisations = [];
    for (const one of prepared) organisations.push(await seedOrganisation(tx, one, at));
    const users = await seedPeople(tx, manifest.accounts, organisations);
    for (const [index, organisation] of organisations.entries()) {
      const admin = users.find((user) => user.entraTenantId === organisation.azureTenantId);
      const demo = manifest.organisations[index];
      if (admin && demo) await seedProgress(tx, organisation, demo, admin, at);
    }
    return organisations.length;
  });
}
