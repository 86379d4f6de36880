import "server-only";
import { appendAudit } from "@/lib/db/audit";
import * as invitations from "@/lib/db/invitations";
import { withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";

/** Takes an invitation back that nobody has used. Throws FORBIDDEN, NOT_FOUND. */
export async function withdrawInvitation(context: OrganisationContext, id: string): Promise<void> {
  requirePermission(context, "member.manage");
  const { organisationId } = context;
  await withScope(context.scope, async (tx) => {
    const { upn, role } = await invitations.withdrawInvitation(tx, {
      id,
      organisationId,
      at: context.now(),
    });
    const entry = { action: "invitation.withdrawn" as const, subject: upn, before: { role } };
    await appendAudit(tx, auditEntry(context, entry));
  });
}
