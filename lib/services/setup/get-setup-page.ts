import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { SetupView, StepView } from "@/lib/cmk/views";
import { type OrganisationContext, requirePermission } from "../context";
import { toSetupView } from "./get-setup";
import { readSetup } from "./setup-state";
import { toStepView } from "./step-view";

/**
 * Both parts and one step of them from one reading, as stored: no vendor is asked. `choose` names the step when the
 * address does not. Throws FORBIDDEN, NOT_FOUND.
 */
export async function getSetupPage(
  context: OrganisationContext,
  choose: (setup: SetupView) => { part: PartId; id: StepId },
): Promise<{ setup: SetupView; step: StepView }> {
  requirePermission(context, "setup.read");
  const state = await readSetup(context);
  const setup = await toSetupView(context, state);
  const { part, id } = choose(setup);
  return { setup, step: await toStepView(context, state, part, id) };
}
