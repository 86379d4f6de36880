import "server-only";
import type { ExceptionView } from "@/lib/cmk/exceptions/exception";
import { appendAudit } from "@/lib/db/audit";
import * as exceptions from "@/lib/db/check-exceptions";
import { withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { applyException } from "./effect";
import { toExceptionView } from "./list-exceptions";

/** Ends an exception, or withdraws the request for it. Throws FORBIDDEN, NOT_FOUND, CONFLICT (changed-meanwhile). */
export async function endException(context: OrganisationContext, id: string): Promise<ExceptionView> {
  requirePermission(context, "exception.request");
  const { organisationId } = context;
  return withScope(context.scope, async (tx) => {
    const before = await exceptions.getException(tx, organisationId, id);
    const by = { name: context.actor.name, at: context.now() };
    await exceptions.endException(tx, { id, organisationId }, by);
    const after = { part: before.part };
    await appendAudit(tx, auditEntry(context, { action: "exception.ended", subject: before.checkId, after }));
    if (before.approved) await applyException(tx, context, before, "exception-ended");
    return toExceptionView(context, await exceptions.getException(tx, organisationId, id));
  });
}
