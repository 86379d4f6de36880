import "server-only";
import type { Role } from "@/lib/cmk/permissions";
import { appendAudit } from "@/lib/db/audit";
import { saveMembership } from "@/lib/db/memberships";
import { withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { requireMember, requireOtherAdmin } from "./require-member";

/** Changes a member's role here. Throws FORBIDDEN, NOT_FOUND, CONFLICT (`bound-everywhere`, `last-admin`). */
export async function changeMember(
  context: OrganisationContext,
  { userId, role }: { userId: string; role: Role },
): Promise<void> {
  requirePermission(context, "member.manage");
  const { organisationId } = context;
  await withScope(context.scope, async (tx) => {
    const member = await requireMember(tx, context, userId);
    if (member.role === role) return;
    if (member.role === "admin") await requireOtherAdmin(tx, context, userId);
    await saveMembership(tx, { userId, organisationId, role });
    const entry = { subject: member.upn, before: { role: member.role }, after: { role } };
    await appendAudit(tx, auditEntry(context, { action: "member.changed", ...entry }));
  });
}
