import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { findStep } from "@/lib/cmk/parts";
import { may } from "@/lib/cmk/permissions";
import type { StepView } from "@/lib/cmk/views";
import { planSteps } from "@/lib/steps/plan-steps";
import type { OrganisationContext } from "../context";
import type { SetupState } from "./setup-state";
import { stepContext } from "./step-context";

/** The plan of a step for whoever may see plans; none for statements and for what is only observed. */
export async function planFor(
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
  step: StepId,
): Promise<Pick<StepView, "plan" | "permitted">> {
  const { actor } = context;
  const kind = findStep(part, step)?.kind;
  const planned = kind === "automatic" || kind === "irreversible";
  if (!planned || actor.kind !== "user" || !may(actor.roles, "setup.plan")) {
    return { plan: null, permitted: null };
  }
  return planSteps(stepContext(context, state.inputs[part]), [step]);
}
