import "server-only";
import { appendAudit } from "@/lib/db/audit";
import { listAudit } from "@/lib/db/list-audit";
import { readWithScope, withScope } from "@/lib/db/transaction";
import type { Context } from "../context";
import { auditActor } from "./audit-actor";

/** Who looks at a page ten times has looked at it. */
const AGAIN_AFTER_MS = 3_600_000;

/**
 * Writes down that a person was shown what is known of secrets (whose they are, where they lead, since when), at most
 * once an hour for each subject. The secrets themselves are shown to nobody.
 * `organisationId` null: they are the installation's own.
 */
export async function recordSecretRead(
  context: Context,
  organisationId: string | null,
  subject: string,
): Promise<void> {
  const { actor, correlationId, scope } = context;
  if (actor.kind !== "user") return;
  const action = "secret.metadata-read" as const;
  const at = context.now();
  const from = new Date(at.getTime() - AGAIN_AFTER_MS);
  const query = {
    organisationId,
    actions: [action],
    actorId: actor.userId,
    subject,
    from,
    limit: 1,
  };
  const { rows } = await readWithScope(scope, (tx) => listAudit(tx, query));
  if (rows.length > 0) return;
  const entry = { organisationId, at, actor: auditActor(actor), action, subject, correlationId };
  await withScope(scope, (tx) => appendAudit(tx, entry));
}
