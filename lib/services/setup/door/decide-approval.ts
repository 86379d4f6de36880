import "server-only";
import { standingOf } from "@/lib/cmk/door/approval";
import { termsInForce } from "@/lib/cmk/door/policy";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { StepView } from "@/lib/cmk/views";
import { type Approval, getApproval, moveApproval } from "@/lib/db/approvals";
import { appendAudit } from "@/lib/db/audit";
import { getPolicy } from "@/lib/db/policies";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../../context";
import { auditEntry } from "../audit-entry";
import { planFor } from "../plan-for";
import { readSetup } from "../setup-state";
import { toStepView } from "../step-view";
import { submitHash } from "./read-door";
import { requirePerson } from "./require-person";

export type Decision = {
  part: PartId;
  step: StepId;
  approvalId: string;
  /** Of the plan that the decider was shown. */
  planHash: string;
  decision: "approve" | "decline";
  /** Needed to decline; a note otherwise. */
  reason?: string;
};

const conflict = (reason: string, message: string) =>
  new AppError("CONFLICT", message, { details: { reason } });

/** Another person than the one who asked: the database holds to it as well. */
function requireAnother(request: Approval, person: { id: string }): void {
  if (request.requestedBy !== person.id) return;
  throw new AppError("FORBIDDEN", "Nobody decides on their own request.", {
    details: { reason: "same-person" },
  });
}

/**
 * A second admin approves or declines exactly the plan that they were shown. Throws FORBIDDEN (`details.reason`
 * same-person), NOT_FOUND, INVALID_INPUT, CONFLICT (`details.reason`: approval-changed, approval-void, approval-expired).
 */
export async function decideApproval(context: OrganisationContext, request: Decision): Promise<StepView> {
  requirePermission(context, "setup.approve");
  const person = requirePerson(context);
  const { part, step, approvalId, decision } = request;
  const reason = request.reason?.trim() || null;
  if (decision === "decline" && !reason) {
    const fields = [{ field: "reason", reason: "required" }];
    throw new AppError("INVALID_INPUT", "Declining needs a reason.", { fields });
  }
  const state = await readSetup(context);
  const planHash = await submitHash(state.inputs[part]);
  const now = context.now();
  await withScope(context.scope, async (tx) => {
    const asked = await getApproval(tx, context.organisationId, approvalId);
    requireAnother(asked, person);
    if (asked.planHash !== request.planHash) throw conflict("approval-changed", "It is about another plan.");
    const terms = termsInForce(await getPolicy(tx, context.organisationId), now.toISOString());
    const standing = standingOf(asked, { terms, planHash, now: now.toISOString() });
    if (decision === "approve" && (standing.state === "void" || standing.state === "expired"))
      throw conflict(`approval-${standing.state}`, `The request is ${standing.state}.`);
    const decided = await moveApproval(tx, asked.id, ["requested"], {
      status: decision === "approve" ? "approved" : "declined",
      decision: { by: person.id, byName: person.name, at: now, reason },
      ...(decision === "decline" ? { endedAt: now } : {}),
    });
    const after = {
      approval: asked.id,
      planHash: asked.planHash,
      requestedBy: asked.requestedByName,
      reason,
    };
    const action = decided.status === "approved" ? "approval.given" : "approval.declined";
    await appendAudit(tx, auditEntry(context, { action, subject: `${part}/${step}`, after }));
  });
  return toStepView(context, state, part, step, await planFor(context, state, part, step));
}
