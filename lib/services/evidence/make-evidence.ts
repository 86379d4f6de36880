import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import type { EvidencePackView, makeEvidenceSchema } from "@/lib/cmk/evidence/evidence-schemas";
import { appendAudit } from "@/lib/db/audit";
import { savePack } from "@/lib/db/evidence-packs";
import { newId } from "@/lib/db/new-id";
import { getOrganisation } from "@/lib/db/organisations";
import { saveSigningKey } from "@/lib/db/signing-keys";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import type { EvidenceTools } from "./evidence-tools";
import { gatherEvidence } from "./gather-evidence";
import { toPackView } from "./list-evidence";
import { packFiles } from "./pack-files";
import { signFiles } from "./sign-files";
import { zipFiles } from "./zip-files";

type Request = z.output<typeof makeEvidenceSchema>;

/** The moment that is asked for. Throws INVALID_INPUT for one that is still to come, or before there was anything. */
function momentOf(request: Request, now: Date, createdAt: Date): Date {
  const moment = request.moment ? new Date(request.moment) : now;
  const reason = moment > now ? "moment-future" : moment < createdAt ? "moment-early" : null;
  if (reason === null) return moment;
  throw new AppError("INVALID_INPUT", "There is no evidence of that moment.", {
    fields: [{ field: "moment", reason }],
  });
}

/**
 * Makes an evidence pack of the organisation as of a moment, signs it and keeps it. Nothing is kept of a pack that
 * could not be made whole. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT, and VendorError when Key Vault does not sign.
 */
export async function makeEvidence(
  context: OrganisationContext,
  tools: EvidenceTools,
  request: Request,
): Promise<EvidencePackView> {
  requirePermission(context, "evidence.export");
  const { organisationId, scope, actor } = context;
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Evidence is made for a person.");
  const { locale, mask } = request;
  const madeAt = context.now();
  const evidence = await readWithScope(scope, async (tx) => {
    const { createdAt } = await getOrganisation(tx, organisationId);
    return gatherEvidence(tx, context, momentOf(request, madeAt, createdAt));
  });
  const signer = await tools.signer();
  const maskKey = mask ? tools.maskKey : null;
  const words = tools.wordsOf(locale);
  const { files, organisation, audit } = await packFiles(evidence, {
    words,
    locale,
    madeAt,
    maskKey,
    jwk: signer.jwk,
  });
  const id = newId();
  const about = {
    pack: id,
    organisation,
    moment: evidence.moment,
    madeAt: madeAt.toISOString(),
    madeBy: actor.name,
    locale,
    masked: mask,
    audit,
    program: `clavis ${tools.version}`,
  };
  const file = await zipFiles(await signFiles(files, about, signer));
  const sha256 = createHash("sha256").update(file).digest("hex");
  const pack = {
    id,
    organisationId,
    moment: new Date(evidence.moment),
    locale,
    masked: mask,
    madeBy: actor.userId,
    madeByName: actor.name,
    madeAt,
    keyId: signer.keyId,
    sha256,
    size: file.length,
  };
  await withScope(scope, async (tx) => {
    const { keyId, algorithm, jwk, source } = signer;
    await saveSigningKey(tx, { id: keyId, algorithm, jwk, source, createdAt: madeAt });
    await savePack(tx, pack, file);
    const after = { pack: id, moment: evidence.moment, masked: mask, sha256 };
    await appendAudit(
      tx,
      auditEntry(context, { action: "evidence.made", subject: evidence.organisation.name, after }),
    );
  });
  return toPackView(pack);
}
