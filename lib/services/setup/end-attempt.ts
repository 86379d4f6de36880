import "server-only";
import type { AuditAction } from "@/lib/cmk/audit-actions";
import type { Outcome } from "@/lib/cmk/outcome";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { type AttemptStatus, finishAttempt } from "@/lib/db/attempts";
import { appendAudit } from "@/lib/db/audit";
import { withScope } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";
import { auditEntry } from "./audit-entry";

export type AttemptEnd = {
  attemptId: string;
  part: PartId;
  step: StepId;
  status: Exclude<AttemptStatus, "running" | "interrupted">;
  outcome: Outcome;
  action: AuditAction;
  after?: Record<string, unknown>;
};

/** Ends an attempt and writes the audit entry of its outcome, in one transaction. */
export function endAttempt(context: OrganisationContext, end: AttemptEnd): Promise<void> {
  const { attemptId, part, step, status, outcome, action, after } = end;
  return withScope(context.scope, async (tx) => {
    await finishAttempt(tx, attemptId, { status, outcome, at: context.now() });
    const what = { action, subject: `${part}/${step}`, after: { ...after, attempt: attemptId, outcome } };
    await appendAudit(tx, auditEntry(context, what));
  });
}
