import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { StepView } from "@/lib/cmk/views";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { passDoor, returnApproval } from "./door/pass-door";
import { performAttempt } from "./perform-attempt";
import { planFor } from "./plan-for";
import { queueRun } from "./queue-run";
import { answerRepeat, findRepeat } from "./repeat";
import { requireOpen } from "./require-open";
import { requireStep } from "./require-step";
import { readSetup } from "./setup-state";
import { toStepView } from "./step-view";

export type ApplyStepRequest = {
  part: PartId;
  step: StepId;
  /** The hash of the plan that was shown: that is what is applied, or nothing is. */
  planHash: string;
  /** The organisation's name, typed, for what cannot be undone. */
  confirmation?: string;
  idempotencyKey: string;
};

/**
 * Applies the plan of one step. A vendor's refusal is the outcome in the view, not an error. Throws FORBIDDEN,
 * NOT_FOUND, INVALID_INPUT, STEP_BLOCKED (`details.by`; `details.reason` names the gate of the one-way door that is
 * closed), CONFLICT (`details.reason`: running, stale-plan, repeated, approval-changed).
 */
export async function applyStep(context: OrganisationContext, request: ApplyStepRequest): Promise<StepView> {
  requirePermission(context, "setup.apply");
  const { part, step, planHash } = request;
  const definition = requireStep(part, step, ["automatic", "irreversible"]);
  const repeat = await findRepeat(context, request);
  if (repeat) return answerRepeat(context, repeat);
  const before = await readSetup(context);
  if (definition.kind === "irreversible" && request.confirmation !== before.organisation.name) {
    throw new AppError("INVALID_INPUT", "The organisation's name was not typed.", {
      fields: [{ field: "confirmation", reason: "confirmation" }],
    });
  }
  requireOpen(before.inputs[part], definition);
  const approves = (plan: { hash: string }) => plan.hash === planHash;
  const claim = definition.kind === "irreversible" ? passDoor(context) : undefined;
  const { plan, outcome } = await performAttempt(context, before, { ...request, approves, claim });
  if (claim && outcome.kind === "failed") await returnApproval(context, planHash);
  // A role needs time: what was approved goes on by itself, with the same person's token.
  if (outcome.kind === "waiting" && plan.operations.length > 0) {
    const own = outcome.reason === "own-role" && (step === "vault" || step === "key");
    if (own || (outcome.reason === "firewall" && step === "key"))
      await queueRun(context, part, plan, definition.key);
  }
  const state = await readSetup(context);
  return toStepView(context, state, part, step, await planFor(context, state, part, step));
}
