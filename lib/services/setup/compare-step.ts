import "server-only";
import { comparePlan } from "@/lib/cmk/compare-plan";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { StepResultView } from "@/lib/cmk/views";
import { lastApplied } from "@/lib/db/last-applied";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { setupStateIn } from "./setup-state";

/**
 * What was last applied at a step beside what was read back since, as stored: no vendor is asked. `applied` is null
 * when nothing was. Throws FORBIDDEN, NOT_FOUND.
 */
export async function compareStep(
  context: OrganisationContext,
  { part, step }: { part: PartId; step: StepId },
): Promise<StepResultView> {
  requirePermission(context, "setup.read");
  const { organisationId } = context;
  const { inputs, attempt } = await readWithScope(context.scope, async (tx) => ({
    inputs: (await setupStateIn(tx, context)).inputs,
    attempt: await lastApplied(tx, { organisationId, part, step }),
  }));
  if (!attempt) return { applied: null, rows: [] };
  const { startedAt, startedByName, planHash, plan } = attempt;
  const applied = { at: startedAt.toISOString(), byName: startedByName, planHash };
  return { applied, rows: comparePlan(plan.operations, inputs[part], applied.at) };
}
