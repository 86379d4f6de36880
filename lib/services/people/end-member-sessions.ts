import "server-only";
import { appendAudit } from "@/lib/db/audit";
import { endSessionsOf } from "@/lib/db/sessions";
import { withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { requireMember } from "./require-member";

/**
 * Signs a member out everywhere, as after the loss of a laptop: in other organisations too, as a session is the
 * person's. Throws FORBIDDEN, NOT_FOUND, CONFLICT (`bound-everywhere`).
 */
export async function endMemberSessions(
  context: OrganisationContext,
  userId: string,
): Promise<{ ended: number }> {
  requirePermission(context, "member.manage");
  return withScope(context.scope, async (tx) => {
    const { upn } = await requireMember(tx, context, userId);
    const ended = await endSessionsOf(tx, userId, context.now());
    const entry = { action: "member.sessions-ended" as const, subject: upn, after: { ended } };
    await appendAudit(tx, auditEntry(context, entry));
    return { ended };
  });
}
