import "server-only";
import { INVITATION_DAYS, type Invite } from "@/lib/cmk/people/people-schemas";
import { appendAudit } from "@/lib/db/audit";
import { saveInvitation } from "@/lib/db/invitations";
import { saveMembership } from "@/lib/db/memberships";
import { findUserByName, listPeople } from "@/lib/db/people";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";

/**
 * Gives somebody of the admin's own directory a role here: at once when they have signed in before, at their first
 * sign-in within 30 days otherwise. Throws FORBIDDEN, CONFLICT (`already-member`).
 */
export async function inviteMember(
  context: OrganisationContext,
  { upn, role }: Invite,
): Promise<{ added: boolean }> {
  requirePermission(context, "member.manage");
  const { actor, organisationId } = context;
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Only a person invites people.");
  const now = context.now();
  return withScope(context.scope, async (tx) => {
    const known = await findUserByName(tx, actor.tenantId, upn);
    if (!known) {
      await saveInvitation(tx, {
        organisationId,
        entraTenantId: actor.tenantId,
        upn,
        role,
        createdBy: actor.userId,
        createdByName: actor.name,
        createdAt: now,
        expiresAt: new Date(now.getTime() + INVITATION_DAYS * 86_400_000),
      });
      await appendAudit(tx, auditEntry(context, { action: "member.invited", subject: upn, after: { role } }));
      return { added: false };
    }
    const members = await listPeople(tx, organisationId, now);
    if (members.some((member) => member.userId === known.id && !member.everywhere))
      throw new AppError("CONFLICT", "The person is a member already.", {
        details: { reason: "already-member" },
      });
    await saveMembership(tx, { userId: known.id, organisationId, role });
    await appendAudit(tx, auditEntry(context, { action: "member.added", subject: upn, after: { role } }));
    return { added: true };
  });
}
