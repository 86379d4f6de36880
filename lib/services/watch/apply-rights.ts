import "server-only";
import type { VendorFailure } from "@/lib/cmk/facts";
import type { PartId } from "@/lib/cmk/parts";
import type { Plan } from "@/lib/cmk/plan";
import type { RightsPlanView, RightsResult } from "@/lib/cmk/watcher/views";
import { appendAudit } from "@/lib/db/audit";
import { recordAttemptPlan } from "@/lib/db/record-attempt-plan";
import { withScope } from "@/lib/db/transaction";
import { stepOf } from "@/lib/steps/registry";
import { failureOf } from "@/lib/steps/shared/look";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { beginAttempt } from "../setup/begin-attempt";
import { endAttempt } from "../setup/end-attempt";
import { keepAlive } from "../setup/keep-alive";
import { settled } from "../setup/look-after";
import { stalePlan } from "../setup/perform-attempt";
import { answerRepeat, findRepeat } from "../setup/repeat";
import { stepContext } from "../setup/step-context";
import { stepStateOf } from "../setup/step-view";
import { planRights, type RightsState, readRights } from "./rights-state";

export type ApplyRightsRequest = { part: PartId; planHash: string; idempotencyKey: string };

const STEP = { aep: "role", cja: "app-access" } as const;

/**
 * Gives the watching identity the roles of a plan that was shown, with the person's own token, and reads back what it
 * holds. It counts as an attempt at the step that is about access. A vendor's refusal is in the answer. Throws
 * FORBIDDEN, NOT_FOUND, CONFLICT (`details.reason`: running, stale-plan, repeated), VendorError.
 */
export async function applyRights(
  context: OrganisationContext,
  { part, planHash, idempotencyKey }: ApplyRightsRequest,
): Promise<RightsResult> {
  requirePermission(context, "setup.apply");
  const step = STEP[part];
  const request = { part, step, planHash, idempotencyKey };
  const repeat = await findRepeat(context, request);
  const before = await readRights(context);
  if (repeat) {
    await answerRepeat(context, repeat);
    return { ...(await planRights(context, before, part)), failure: null };
  }
  const attempt = await beginAttempt(context, before.state, request);
  const subject = `${part}/${step}`;
  const { outcome } = stepStateOf(settled(before.state, part).inputs[part], step);
  const end = { attemptId: attempt.id, part, step };
  const fail = async (failure: VendorFailure) =>
    endAttempt(context, {
      ...end,
      status: "failed",
      outcome: { kind: "failed", failure },
      action: "reading-right.finished",
    });
  const looked = await orFailure(() =>
    keepAlive(context, attempt.id, () => planRights(context, before, part)),
  );
  if ("failure" in looked) {
    await fail(looked.failure);
    throw looked.error;
  }
  const { plan } = looked.view;
  if (plan.hash !== planHash || plan.operations.length === 0) {
    await withScope(context.scope, (tx) => recordAttemptPlan(tx, attempt.id, plan, context.now()));
    await endAttempt(context, { ...end, status: "refused", outcome, action: "reading-right.refused" });
    throw stalePlan(plan, { scripts: looked.view.scripts, permitted: looked.view.permitted });
  }
  await withScope(context.scope, async (tx) => {
    await recordAttemptPlan(tx, attempt.id, plan, context.now());
    const after = { attempt: attempt.id, planHash: plan.hash, changes: plan.changes };
    await appendAudit(tx, auditEntry(context, { action: "reading-right.started", subject, after }));
  });
  const failure = await keepAlive(context, attempt.id, () => carryOut(context, before, part, plan));
  if (failure) await fail(failure);
  else await endAttempt(context, { ...end, status: "succeeded", outcome, action: "reading-right.finished" });
  return { ...(await planRights(context, before, part)), failure };
}

type Looked = { view: RightsPlanView } | { failure: VendorFailure; error: unknown };

async function orFailure(look: () => Promise<RightsPlanView>): Promise<Looked> {
  try {
    return { view: await look() };
  } catch (error) {
    return { failure: failureOf(error, "azure"), error };
  }
}

async function carryOut(
  context: OrganisationContext,
  { state }: RightsState,
  part: PartId,
  plan: Plan,
): Promise<VendorFailure | null> {
  try {
    await stepOf(part, STEP[part]).apply(stepContext(context, state.inputs[part]), plan.operations);
    return null;
  } catch (error) {
    return failureOf(error, "azure");
  }
}
