import "server-only";
import type { VendorFailure } from "@/lib/cmk/facts";
import { keyLifeOf, presentKey } from "@/lib/cmk/key-life/key-life";
import type { MaintenanceRequest } from "@/lib/cmk/key-life/maintenance";
import type { PartId } from "@/lib/cmk/parts";
import type { Plan } from "@/lib/cmk/plan";
import type { MaintenanceResult } from "@/lib/cmk/views";
import { appendAudit } from "@/lib/db/audit";
import { recordAttemptPlan } from "@/lib/db/record-attempt-plan";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { planKeyMaintenance } from "@/lib/steps/plan-key-maintenance";
import { stepOf } from "@/lib/steps/registry";
import { failureOf } from "@/lib/steps/shared/look";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { beginAttempt } from "../setup/begin-attempt";
import { endAttempt } from "../setup/end-attempt";
import { keepAlive } from "../setup/keep-alive";
import { settled } from "../setup/look-after";
import { lookAtStep } from "../setup/look-at-step";
import { stalePlan } from "../setup/perform-attempt";
import { answerRepeat, findRepeat } from "../setup/repeat";
import { readSetup, type SetupState } from "../setup/setup-state";
import { stepContext } from "../setup/step-context";
import { stepStateOf } from "../setup/step-view";

export type ApplyMaintenanceRequest = MaintenanceRequest & {
  part: PartId;
  planHash: string;
  /** The key's name, typed, for a new version: it cannot be taken back. */
  confirmation?: string | undefined;
  idempotencyKey: string;
};

/**
 * Applies a maintenance plan that was shown, also to a key whose step is done. It counts as an attempt at the key's
 * step, so that nothing else changes the key meanwhile. A vendor's refusal is the outcome in the answer. Throws
 * FORBIDDEN, NOT_FOUND, INVALID_INPUT, CONFLICT (`details.reason`: running, stale-plan, repeated).
 */
export async function applyMaintenance(
  context: OrganisationContext,
  request: ApplyMaintenanceRequest,
): Promise<MaintenanceResult> {
  requirePermission(context, "setup.apply");
  const { part, planHash, idempotencyKey } = request;
  const attemptRequest = { part, step: "key", planHash, idempotencyKey } as const;
  const repeat = await findRepeat(context, attemptRequest);
  const before = await readSetup(context);
  if (repeat) {
    await answerRepeat(context, repeat);
    return answer(before, part);
  }
  requireConfirmation(before, request);
  const attempt = await beginAttempt(context, before, attemptRequest);
  const state = await keepAlive(context, attempt.id, () => lookAtStep(context, before, part, "key"));
  const { plan } = await planKeyMaintenance(stepContext(context, state.inputs[part]), request);
  const subject = `${part}/key`;
  const about = { maintenance: request.action, planHash: plan.hash };
  if (plan.hash !== planHash || plan.operations.length === 0) {
    const { outcome } = stepStateOf(settled(state, part).inputs[part], "key");
    await withScope(context.scope, (tx) => recordAttemptPlan(tx, attempt.id, plan, context.now()));
    const end = {
      attemptId: attempt.id,
      part,
      step: "key",
      status: "refused",
      outcome,
      after: about,
    } as const;
    await endAttempt(context, { ...end, action: "maintenance.refused" });
    throw stalePlan(plan);
  }
  await withScope(context.scope, async (tx) => {
    await recordAttemptPlan(tx, attempt.id, plan, context.now());
    const after = { ...about, attempt: attempt.id, changes: plan.changes };
    await appendAudit(tx, auditEntry(context, { action: "maintenance.started", subject, after }));
  });
  const failure = await keepAlive(context, attempt.id, () => carryOut(context, state, part, plan));
  const seen = settled(await lookAtStep(context, state, part, "key"), part);
  const outcome = failure
    ? ({ kind: "failed", failure } as const)
    : stepStateOf(seen.inputs[part], "key").outcome;
  const status = failure ? "failed" : "succeeded";
  const end = { attemptId: attempt.id, part, step: "key", status, outcome, after: about } as const;
  await endAttempt(context, { ...end, action: "maintenance.finished" });
  return { ...answer(seen, part), failure };
}

function answer(state: SetupState, part: PartId): MaintenanceResult {
  return { part, keyLife: keyLifeOf(state.inputs[part]), failure: null };
}

function requireConfirmation({ inputs }: SetupState, request: ApplyMaintenanceRequest): void {
  const name = presentKey(inputs[request.part])?.name;
  if (request.action !== "rotate" || (name !== undefined && request.confirmation === name)) return;
  throw new AppError("INVALID_INPUT", "The key's name was not typed.", {
    fields: [{ field: "confirmation", reason: "key-confirmation" }],
  });
}

async function carryOut(
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
  plan: Plan,
): Promise<VendorFailure | null> {
  try {
    await stepOf(part, "key").apply(stepContext(context, state.inputs[part]), plan.operations);
    return null;
  } catch (error) {
    return failureOf(error, "key-vault");
  }
}
