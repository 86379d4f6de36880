import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { withScope } from "@/lib/db/transaction";
import { stepOf } from "@/lib/steps/registry";
import { withFacts } from "@/lib/steps/shared/look";
import type { FactInput, Observer } from "@/lib/steps/step";
import type { OrganisationContext } from "../context";
import { saveFacts } from "./save-facts";
import { type SetupState, setupStateIn } from "./setup-state";
import { stepContext } from "./step-context";

/** The state with facts in place of what is stored, for this answer alone. */
export function seenNow(state: SetupState, part: PartId, facts: FactInput[]): SetupState {
  return { ...state, inputs: { ...state.inputs, [part]: withFacts(state.inputs[part], facts) } };
}

/** Asks the vendors, stores what they said, and gives back the state as it was just seen. */
export async function lookAt(
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
  observe: Observer,
): Promise<SetupState> {
  const facts = await observe(stepContext(context, state.inputs[part]));
  const { organisationId } = context;
  const stored = await withScope(context.scope, async (tx) => {
    await saveFacts(tx, organisationId, part, facts, state.inputs[part].facts);
    return setupStateIn(tx, context);
  });
  return seenNow(stored, part, facts);
}

/** The same for what one step rests on. */
export function lookAtStep(
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
  step: StepId,
): Promise<SetupState> {
  return lookAt(context, state, part, stepOf(part, step).observe);
}
