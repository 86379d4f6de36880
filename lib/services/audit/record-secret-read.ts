import "server-only";
import { appendAudit } from "@/lib/db/audit";
import { listAudit } from "@/lib/db/list-audit";
import { readWithScope, withScope } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";
import { auditEntry } from "../setup/audit-entry";

/** Who looks at a page ten times has looked at it. */
const AGAIN_AFTER_MS = 3_600_000;

/**
 * Writes down that a person was shown what is known of secrets (whose they are, where they lead, since when), at most
 * once an hour for each subject. The secrets themselves are shown to nobody.
 */
export async function recordSecretRead(context: OrganisationContext, subject: string): Promise<void> {
  const { actor, organisationId, scope } = context;
  if (actor.kind !== "user") return;
  const action = "secret.metadata-read";
  const from = new Date(context.now().getTime() - AGAIN_AFTER_MS);
  const query = {
    organisationId,
    actions: [action as typeof action],
    actorId: actor.userId,
    subject,
    from,
    limit: 1,
  };
  const { rows } = await readWithScope(scope, (tx) => listAudit(tx, query));
  if (rows.length > 0) return;
  await withScope(scope, (tx) => appendAudit(tx, auditEntry(context, { action, subject })));
}
