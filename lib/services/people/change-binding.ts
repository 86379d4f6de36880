import "server-only";
import type { Role } from "@/lib/cmk/permissions";
import { appendAudit } from "@/lib/db/audit";
import { getBoundRole, hasOtherAdmin } from "@/lib/db/bindings";
import { saveMembership } from "@/lib/db/memberships";
import { deleteMembership } from "@/lib/db/people";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { auditActor } from "../audit/audit-actor";
import type { Context } from "../context";

type Where = { userId: string; upn: string; organisationId: string | null; organisation: string | null };

const actionOf = (before: Role | null, after: Role | null) =>
  before === null ? "member.added" : after === null ? "member.removed" : "member.changed";

/**
 * One binding, and its entry in the chain of that organisation (null: in Clavis's own). Says whether it changed. Throws
 * CONFLICT (`last-admin-of` with `organisation`, `last-admin-everywhere`).
 */
export async function changeBinding(
  tx: Transaction,
  context: Context,
  where: Where,
  role: Role | null,
): Promise<boolean> {
  const { userId, upn, organisationId, organisation } = where;
  const place = { userId, organisationId };
  const before = await getBoundRole(tx, place);
  if (before === role) return false;
  if (before === "admin" && !(await hasOtherAdmin(tx, place)))
    throw new AppError("CONFLICT", "There would be no administrator left.", {
      details: organisation ? { reason: "last-admin-of", organisation } : { reason: "last-admin-everywhere" },
    });
  if (role === null) await deleteMembership(tx, place);
  else await saveMembership(tx, { ...place, role });
  const said = (value: Role | null) => (value === null ? undefined : { role: value, ...reach });
  const reach = organisationId ? {} : { organisations: "all" };
  await appendAudit(tx, {
    organisationId,
    at: context.now(),
    actor: auditActor(context.actor),
    action: actionOf(before, role),
    subject: upn,
    before: said(before),
    after: said(role),
    correlationId: context.correlationId,
  });
  return true;
}
