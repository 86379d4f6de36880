import "server-only";
import type { HandOverRow } from "@/lib/cmk/hand-over-views";
import type { PartId, StepId } from "@/lib/cmk/parts";
import * as handOvers from "@/lib/db/hand-overs";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { readSetup } from "../setup/setup-state";
import { stepStateOf } from "../setup/step-view";
import { toHandOverRow } from "./hand-over-row";

/** The hand-overs of one step with where each stands, newest first. Throws FORBIDDEN, NOT_FOUND. */
export async function listHandOvers(
  context: OrganisationContext,
  { part, step }: { part: PartId; step: StepId },
): Promise<HandOverRow[]> {
  requirePermission(context, "setup.read");
  const { organisationId } = context;
  const state = await readSetup(context);
  const { kind } = stepStateOf(state.inputs[part], step).outcome;
  const rows = await readWithScope(context.scope, (tx) =>
    handOvers.listHandOvers(tx, { organisationId, part, step }),
  );
  return rows.map((row) => toHandOverRow(row, kind, context.now()));
}
