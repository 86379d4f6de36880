import "server-only";
import { handOverState } from "@/lib/cmk/hand-over";
import type { HeldHandOverView } from "@/lib/cmk/hand-over-views";
import { planForOther } from "@/lib/steps/plan-for-other";
import type { SetupState } from "../setup/setup-state";
import { stepContext } from "../setup/step-context";
import { toStepView } from "../setup/step-view";
import type { HeldContext } from "./held-context";

/** The one step that a hand-over shows, and of the organisation nothing else. */
export async function toHeldView(context: HeldContext, state: SetupState): Promise<HeldHandOverView> {
  const { handOver, system } = context;
  const { part, step: id } = handOver;
  const planned = await planForOther(stepContext(system, state.inputs[part]), id);
  const plan = planned.operations.length > 0 ? planned : null;
  const view = await toStepView(system, state, part, id, { plan, permitted: null });
  // Whoever holds one of the roles may bring the app in instead of giving the role away.
  const consent = id === "privilege" ? await toStepView(system, state, part, "app-access") : view;
  const done = view.step.outcome.kind === "done";
  return {
    state: handOverState(handOver, view.step.outcome.kind, system.now()),
    organisationName: state.organisation.name,
    askedBy: handOver.createdByName,
    askedAt: handOver.createdAt.toISOString(),
    expiresAt: handOver.expiresAt.toISOString(),
    recipient: handOver.recipient,
    reason: handOver.reason,
    step: view.step,
    plan: done ? null : view.plan,
    scripts: done ? null : view.scripts,
    consentUrl: done ? null : consent.consentUrl,
    checkedAt: view.checkedAt,
  };
}
