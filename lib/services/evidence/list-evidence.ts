import "server-only";
import type { EvidenceLocale } from "@/lib/cmk/evidence/evidence-locales";
import type { EvidencePackView } from "@/lib/cmk/evidence/evidence-schemas";
import type { OrganisationView } from "@/lib/cmk/views";
import { type EvidencePack, listPacks } from "@/lib/db/evidence-packs";
import { listSigningKeys } from "@/lib/db/signing-keys";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { readOrganisationView } from "../organisations/get-organisation";

export type EvidenceList = { organisation: OrganisationView; packs: EvidencePackView[] };

/** A pack as people see it. */
export function toPackView(pack: EvidencePack): EvidencePackView {
  const { id, moment, locale, masked, madeByName, madeAt, keyId, sha256, size } = pack;
  return {
    id,
    moment: moment.toISOString(),
    locale: locale as EvidenceLocale,
    masked,
    madeByName,
    madeAt: madeAt.toISOString(),
    keyId,
    sha256,
    size,
  };
}

/** The packs that were made of an organisation, newest first. Throws FORBIDDEN, NOT_FOUND. */
export async function listEvidence(context: OrganisationContext): Promise<EvidenceList> {
  requirePermission(context, "evidence.export");
  return readWithScope(context.scope, async (tx) => ({
    organisation: await readOrganisationView(tx, context),
    packs: (await listPacks(tx, context.organisationId)).map(toPackView),
  }));
}

/** Public halves of all keys that evidence was ever signed with, as a JWK set (RFC 7517): no secret in it. */
export async function listEvidenceKeys(scope: OrganisationContext["scope"]) {
  const keys = await readWithScope(scope, listSigningKeys);
  return { keys: keys.map(({ id, algorithm, jwk }) => ({ ...jwk, kid: id, alg: algorithm, use: "sig" })) };
}
