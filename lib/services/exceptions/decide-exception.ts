import "server-only";
import type { ExceptionView } from "@/lib/cmk/exceptions/exception";
import { appendAudit } from "@/lib/db/audit";
import * as exceptions from "@/lib/db/check-exceptions";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { applyException } from "./effect";
import { toExceptionView } from "./list-exceptions";

/**
 * Approves or declines what somebody else asked for. Throws FORBIDDEN (also for one's own), NOT_FOUND, CONFLICT
 * (`details.reason` changed-meanwhile).
 */
export async function decideException(
  context: OrganisationContext,
  id: string,
  { approve }: { approve: boolean },
): Promise<ExceptionView> {
  requirePermission(context, "exception.decide");
  const { actor, organisationId } = context;
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Exceptions are decided by people.");
  const at = context.now();
  return withScope(context.scope, async (tx) => {
    const asked = await exceptions.getException(tx, organisationId, id);
    if (asked.requestedBy === actor.userId)
      throw new AppError("FORBIDDEN", "Nobody decides on their own exception.");
    const by = { userId: actor.userId, name: actor.name, at, approved: approve };
    await exceptions.decideException(tx, { id, organisationId }, by);
    const action = approve ? "exception.approved" : "exception.declined";
    const after = { part: asked.part, requestedBy: asked.requestedByName };
    await appendAudit(tx, auditEntry(context, { action, subject: asked.checkId, after }));
    if (approve) await applyException(tx, context, asked, "exception-approved");
    return toExceptionView(context, await exceptions.getException(tx, organisationId, id));
  });
}
