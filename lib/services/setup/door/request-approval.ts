import "server-only";
import { needsRequest } from "@/lib/cmk/door/terms";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { Plan } from "@/lib/cmk/plan";
import type { StepView } from "@/lib/cmk/views";
import { createApproval, moveApproval } from "@/lib/db/approvals";
import { appendAudit } from "@/lib/db/audit";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../../context";
import { auditEntry } from "../audit-entry";
import { lookAtStep } from "../look-at-step";
import { stalePlan } from "../perform-attempt";
import { planFor } from "../plan-for";
import { requireStep } from "../require-step";
import { readSetup, type SetupState } from "../setup-state";
import { toStepView } from "../step-view";
import { requireGates } from "./pass-door";
import { judgeDoor } from "./read-door";
import { requirePerson } from "./require-person";

export type ApprovalRequest = { part: PartId; step: StepId; planHash: string };

/**
 * Asks for exactly this plan to be let through. All is looked at first: nobody is asked to approve what could not be
 * sent. An earlier request that counts no more makes room. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT, STEP_BLOCKED,
 * CONFLICT (`details.reason`: stale-plan, already-requested, approval-not-needed).
 */
export async function requestApproval(
  context: OrganisationContext,
  { part, step, planHash }: ApprovalRequest,
): Promise<StepView> {
  requirePermission(context, "setup.apply");
  const person = requirePerson(context);
  requireStep(part, step, ["irreversible"]);
  const seen = await lookAtStep(context, await readSetup(context), part, step);
  const planned = await planFor(context, seen, part, step);
  if (!planned.plan || planned.plan.hash !== planHash || planned.plan.operations.length === 0)
    throw planned.plan ? stalePlan(planned.plan) : new AppError("NOT_FOUND", "There is no plan.");
  await keep(context, seen, { part, step, plan: planned.plan, person });
  return toStepView(context, seen, part, step, planned);
}

type Kept = { part: PartId; step: StepId; plan: Plan; person: { id: string; name: string } };

function keep(
  context: OrganisationContext,
  seen: SetupState,
  { part, step, plan, person }: Kept,
): Promise<void> {
  const { organisationId } = context;
  return withScope(context.scope, async (tx) => {
    const door = await judgeDoor(tx, context, seen.inputs[part], plan.hash);
    requireGates(door, ["checks", "fresh"]);
    if (!needsRequest(door.terms)) {
      const details = { reason: "approval-not-needed" };
      throw new AppError("CONFLICT", "The policy asks for no request.", { details });
    }
    const { request, standing } = door;
    if (request && ["void", "expired"].includes(standing.state))
      await moveApproval(tx, request.id, [request.status], { status: "superseded", endedAt: context.now() });
    const made = await createApproval(tx, {
      organisationId,
      part,
      step,
      plan,
      terms: door.terms,
      requestedBy: person.id,
      requestedByName: person.name,
      requestedAt: context.now(),
    });
    const after = { approval: made.id, planHash: plan.hash, changes: plan.changes, ...door.terms };
    const what = { action: "approval.requested", subject: `${part}/${step}`, after } as const;
    await appendAudit(tx, auditEntry(context, what));
  });
}
