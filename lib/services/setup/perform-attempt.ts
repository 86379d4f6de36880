import "server-only";
import type { VendorFailure } from "@/lib/cmk/facts";
import type { Outcome } from "@/lib/cmk/outcome";
import { findStep, type PartId, type StepId } from "@/lib/cmk/parts";
import type { Plan } from "@/lib/cmk/plan";
import type { Attempt } from "@/lib/db/attempts";
import { appendAudit } from "@/lib/db/audit";
import { recordAttemptPlan } from "@/lib/db/record-attempt-plan";
import { type Transaction, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { planSteps } from "@/lib/steps/plan-steps";
import { stepOf } from "@/lib/steps/registry";
import { failureOf } from "@/lib/steps/shared/look";
import type { OrganisationContext } from "../context";
import { auditEntry } from "./audit-entry";
import { type AttemptRequest, beginAttempt } from "./begin-attempt";
import { endAttempt } from "./end-attempt";
import { keepAlive } from "./keep-alive";
import { lookUntilSeen, outcomeOf, settled } from "./look-after";
import { lookAtStep } from "./look-at-step";
import { requireOpen } from "./require-open";
import type { SetupState } from "./setup-state";
import { stepContext } from "./step-context";
import { stepStateOf } from "./step-view";
import { type ShownPlan, withScripts } from "./with-scripts";

/**
 * What must still be so in the very transaction that records the start, and what the trail is to say about it.
 * An AppError refuses the attempt, and nothing was claimed.
 */
export type Claim = (tx: Transaction, state: SetupState, plan: Plan) => Promise<Record<string, unknown>>;

export type Performed = { state: SetupState; plan: Plan; outcome: Outcome };

/**
 * The core of every change: record the attempt, look again, refuse what nobody approved, say in the audit trail what
 * is about to be done, do it, look again, record the outcome. No transaction is open while a vendor is called.
 * Throws CONFLICT ("running", "repeated", "stale-plan" with the new plan), STEP_BLOCKED.
 */
export async function performAttempt(
  context: OrganisationContext,
  before: SetupState,
  request: AttemptRequest & { approves(plan: Plan): boolean; claim?: Claim },
): Promise<Performed> {
  const { part, step } = request;
  const attempt = await beginAttempt(context, before, request);
  try {
    const { state, plan } = await planAgain(context, before, attempt, request.approves);
    await withScope(context.scope, async (tx) => {
      const claimed = await request.claim?.(tx, state, plan).catch(refuseWith(state, plan));
      await recordAttemptPlan(tx, attempt.id, plan, context.now());
      const after = { attempt: attempt.id, planHash: plan.hash, changes: plan.changes, ...claimed };
      const what = { action: "step.apply-started", subject: `${part}/${step}`, after } as const;
      await appendAudit(tx, auditEntry(context, what));
    });
    const failure = await keepAlive(context, attempt.id, () => apply(context, state, part, step, plan));
    const seen = await lookUntilSeen(context, state, part, step, failure);
    const outcome = await outcomeOf(context, seen, part, step, failure);
    const status = outcome.kind === "failed" ? "failed" : "succeeded";
    const action = "step.apply-finished";
    await endAttempt(context, { attemptId: attempt.id, part, step, status, outcome, action });
    return { state: settled(seen, part), plan, outcome };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const outcome = stepStateOf(settled(error.state, part).inputs[part], step).outcome;
    const after = { reason: error.error.code, planHash: request.planHash, newPlanHash: error.plan.hash };
    await withScope(context.scope, (tx) => recordAttemptPlan(tx, attempt.id, error.plan, context.now()));
    const end = { attemptId: attempt.id, part, step, status: "refused", outcome, after } as const;
    await endAttempt(context, { ...end, action: "step.apply-refused" });
    throw error.error;
  }
}

/** Carries what is needed to record a refusal to the one place that does. */
class Refusal extends Error {
  constructor(
    readonly error: AppError,
    readonly state: SetupState,
    readonly plan: Plan,
  ) {
    super(error.message);
  }
}

const refuseWith = (state: SetupState, plan: Plan) => (error: unknown) => {
  throw error instanceof AppError ? new Refusal(error, state, plan) : error;
};

/** Thrown when the world is no longer what the plan was made for. */
export function stalePlan(plan: Plan, shown: Partial<ShownPlan> = {}): AppError {
  return new AppError("CONFLICT", "The world has changed since the plan was shown.", {
    details: { reason: "stale-plan", ...shown, plan },
  });
}

async function planAgain(
  context: OrganisationContext,
  before: SetupState,
  attempt: Attempt,
  approves: (plan: Plan) => boolean,
): Promise<{ state: SetupState; plan: Plan }> {
  const { part, step } = attempt;
  const state = await keepAlive(context, attempt.id, () => lookAtStep(context, before, part, step));
  const input = state.inputs[part];
  const shown = withScripts(await planSteps(stepContext(context, input), [step]), input);
  const { plan } = shown;
  const definition = findStep(part, step);
  try {
    if (definition) requireOpen(state.inputs[part], definition);
  } catch (error) {
    if (error instanceof AppError) throw new Refusal(error, state, plan);
    throw error;
  }
  if (!approves(plan)) throw new Refusal(stalePlan(plan, shown), state, plan);
  return { state, plan };
}

async function apply(
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
  step: StepId,
  plan: Plan,
): Promise<VendorFailure | null> {
  try {
    await stepOf(part, step).apply(stepContext(context, state.inputs[part]), plan.operations);
    return null;
  } catch (error) {
    return failureOf(error, "adobe");
  }
}
