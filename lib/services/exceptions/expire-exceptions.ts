import "server-only";
import { appendAudit } from "@/lib/db/audit";
import * as exceptions from "@/lib/db/check-exceptions";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type Context, type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { WATCHER } from "../watch/watcher";
import { applyException } from "./effect";

/** Exceptions in scope whose time is over, with their organisations. Throws FORBIDDEN for people. */
export async function findExpiredExceptions(
  context: Context,
): Promise<{ id: string; organisationId: string }[]> {
  requirePermission(context, "watch.record");
  return readWithScope(context.scope, (tx) => exceptions.listExpired(tx, context.now()));
}

/** Ends one exception whose time is over: when its check still fails, that is an alarm again. Throws FORBIDDEN. */
export async function expireException(context: OrganisationContext, id: string): Promise<void> {
  requirePermission(context, "watch.record");
  const { organisationId } = context;
  await withScope(context.scope, async (tx) => {
    const before = await exceptions.getException(tx, organisationId, id);
    if (before.endedAt !== null || before.expiresAt > context.now()) return;
    await exceptions.endException(tx, { id, organisationId }, { name: WATCHER, at: context.now() });
    const after = { part: before.part, expiresAt: before.expiresAt.toISOString() };
    await appendAudit(tx, auditEntry(context, { action: "exception.ended", subject: before.checkId, after }));
    if (before.approved) await applyException(tx, context, before, "exception-ended");
  }).catch((error: unknown) => {
    // Another worker was quicker.
    if (!(error instanceof AppError && error.code === "CONFLICT")) throw error;
  });
}
