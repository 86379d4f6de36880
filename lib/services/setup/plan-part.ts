import "server-only";
import type { PartInput } from "@/lib/cmk/input";
import { type PartId, type StepId, stepsOf } from "@/lib/cmk/parts";
import { automaticSteps } from "@/lib/cmk/plans/make-plan";
import { evaluatePart } from "@/lib/cmk/progress";
import type { PartPlanView } from "@/lib/cmk/views";
import { AppError } from "@/lib/errors";
import { observePart } from "@/lib/steps/observe-part";
import { planSteps } from "@/lib/steps/plan-steps";
import { type OrganisationContext, requirePermission } from "../context";
import { lookAt } from "./look-at-step";
import { readSetup, type SetupState } from "./setup-state";
import { stepContext } from "./step-context";
import { withScripts } from "./with-scripts";

/** The automatic steps that can be taken together now: what must come before them is done, or among them. */
export function stepsToTake(input: PartInput): StepId[] {
  const automatic = automaticSteps(input.part);
  const states = evaluatePart(input).steps;
  const taken: StepId[] = [];
  for (const { id, after } of stepsOf(input.part)) {
    if (!automatic.includes(id)) continue;
    const open = after.filter((key) => states.find((state) => state.key === key)?.outcome.kind !== "done");
    if (open.every((key) => taken.some((step) => key === `${input.part}/${step}`))) taken.push(id);
  }
  return taken;
}

export type PlannedPart = { state: SetupState; steps: StepId[]; view: PartPlanView };

/** Looks at the whole part and plans all steps that can be taken together. Throws STEP_BLOCKED when none can. */
export async function planPartNow(context: OrganisationContext, part: PartId): Promise<PlannedPart> {
  const state = await lookAt(context, await readSetup(context), part, observePart(part));
  const input = state.inputs[part];
  const steps = stepsToTake(input);
  if (steps.length === 0) {
    const by = evaluatePart(input).steps.flatMap((step) =>
      step.outcome.kind !== "done" && step.kind !== "automatic" && step.after.length === 0 ? [step.key] : [],
    );
    throw new AppError("STEP_BLOCKED", `Nothing of ${part} can be done yet.`, { details: { by } });
  }
  const planned = withScripts(await planSteps(stepContext(context, input), steps), input);
  return { state, steps, view: { part, ...planned } };
}

/** What "apply all" of a part would do now. Submitting is never among it. Throws FORBIDDEN, STEP_BLOCKED. */
export async function planPart(
  context: OrganisationContext,
  { part }: { part: PartId },
): Promise<PartPlanView> {
  requirePermission(context, "setup.plan");
  return (await planPartNow(context, part)).view;
}
