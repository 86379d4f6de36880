import "server-only";
import type { HandOverRow } from "@/lib/cmk/hand-over-views";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { SetupView, StepView } from "@/lib/cmk/views";
import { listHandOvers } from "@/lib/db/hand-overs";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { toHandOverRow } from "../hand-over/hand-over-row";
import { toSetupView } from "./get-setup";
import { readSetup } from "./setup-state";
import { toStepView } from "./step-view";

/**
 * Both parts, one step of them and its hand-overs, as stored: no vendor is asked. `choose` names the step when the
 * address does not. Throws FORBIDDEN, NOT_FOUND.
 */
export async function getSetupPage(
  context: OrganisationContext,
  choose: (setup: SetupView) => { part: PartId; id: StepId },
): Promise<{ setup: SetupView; step: StepView; handOvers: HandOverRow[] }> {
  requirePermission(context, "setup.read");
  const state = await readSetup(context);
  const setup = await toSetupView(context, state);
  const { part, id } = choose(setup);
  const step = await toStepView(context, state, part, id);
  const address = { organisationId: context.organisationId, part, step: id };
  const handOvers = await readWithScope(context.scope, (tx) => listHandOvers(tx, address));
  const { kind } = step.step.outcome;
  return { setup, step, handOvers: handOvers.map((row) => toHandOverRow(row, kind, context.now())) };
}
