import "server-only";
import { appendAudit } from "@/lib/db/audit";
import { deleteMembership } from "@/lib/db/people";
import { withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { requireMember, requireOtherAdmin } from "./require-member";

/**
 * Takes somebody's role here away; it holds from their next request on. What they did stays on record. Throws
 * FORBIDDEN, NOT_FOUND, CONFLICT (`bound-everywhere`, `last-admin`).
 */
export async function removeMember(context: OrganisationContext, userId: string): Promise<void> {
  requirePermission(context, "member.manage");
  const { organisationId } = context;
  await withScope(context.scope, async (tx) => {
    const { role, upn } = await requireMember(tx, context, userId);
    if (role === "admin") await requireOtherAdmin(tx, context, userId);
    await deleteMembership(tx, { userId, organisationId });
    const entry = { action: "member.removed" as const, subject: upn, before: { role } };
    await appendAudit(tx, auditEntry(context, entry));
  });
}
