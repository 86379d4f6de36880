import "server-only";
import { appendAudit } from "@/lib/db/audit";
import { type EvidencePack, getChunk, getPack } from "@/lib/db/evidence-packs";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";

/** The pieces of a file, each read when the one before was taken; ends with an error rather than early. */
async function* piecesOf(context: OrganisationContext, pack: EvidencePack): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for (let position = 0; sent < pack.size; position += 1) {
    const piece = await readWithScope(context.scope, (tx) => getChunk(tx, pack.id, position));
    if (!piece) throw new Error(`Piece ${position} of evidence pack ${pack.id} is missing.`);
    sent += piece.length;
    yield piece;
  }
}

/** A pack's file, to be sent piece by piece. Writes that it was taken first. Throws FORBIDDEN, NOT_FOUND. */
export async function openEvidence(context: OrganisationContext, id: string) {
  requirePermission(context, "evidence.export");
  const pack = await withScope(context.scope, async (tx) => {
    const found = await getPack(tx, context.organisationId, id);
    const after = { pack: id, name: found.moment.toISOString(), sha256: found.sha256 };
    await appendAudit(tx, auditEntry(context, { action: "evidence.downloaded", subject: id, after }));
    return found;
  });
  return { pack, pieces: piecesOf(context, pack) };
}
