import "server-only";
import type { HandOverRow } from "@/lib/cmk/hand-over-views";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { SetupView, StepView } from "@/lib/cmk/views";
import { type HandOver, listHandOvers } from "@/lib/db/hand-overs";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { toHandOverRow } from "../hand-over/hand-over-row";
import { toSetupView } from "./get-setup";
import { type SetupState, setupStateIn } from "./setup-state";
import { toStepView } from "./step-view";

type Address = { part: PartId; id: StepId };

/**
 * Both parts, one step of them and its hand-overs, as stored: no vendor is asked. The step is the one named, or the
 * one that `choose` finds in the set-up. Throws FORBIDDEN, NOT_FOUND.
 */
export async function getSetupPage(
  context: OrganisationContext,
  named: Address | ((setup: SetupView) => Address),
): Promise<{ setup: SetupView; step: StepView; handOvers: HandOverRow[] }> {
  requirePermission(context, "setup.read");
  const handed = ({ part, id }: Address) => {
    const address = { organisationId: context.organisationId, part, step: id };
    return (tx: Transaction) => listHandOvers(tx, address);
  };
  const { state, known } = await readWithScope(
    context.scope,
    async (tx): Promise<{ state: SetupState; known: HandOver[] | null }> => ({
      state: await setupStateIn(tx, context),
      known: typeof named === "function" ? null : await handed(named)(tx),
    }),
  );
  const setup = await toSetupView(context, state);
  const address = typeof named === "function" ? named(setup) : named;
  const step = await toStepView(context, state, address.part, address.id);
  const rows = known ?? (await readWithScope(context.scope, handed(address)));
  const { kind } = step.step.outcome;
  return { setup, step, handOvers: rows.map((row) => toHandOverRow(row, kind, context.now())) };
}
