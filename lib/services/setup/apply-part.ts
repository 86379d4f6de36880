import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import type { RunView } from "@/lib/cmk/views";
import { sendJob } from "@/lib/db/queue";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { stalePlan } from "./perform-attempt";
import { planPartNow } from "./plan-part";
import { queueRun } from "./queue-run";
import { readSetup, toRunView } from "./setup-state";
import { keepSuggestions } from "./suggestions";

/**
 * Approves the plan of all automatic steps of a part: the worker carries them out, with this person's token and
 * nothing that was not in the plan. Throws FORBIDDEN, STEP_BLOCKED, CONFLICT (`details.reason` stale-plan, running).
 */
export async function applyPart(
  context: OrganisationContext,
  { part, planHash }: { part: PartId; planHash: string },
): Promise<RunView> {
  requirePermission(context, "setup.apply");
  const { state, view } = await planPartNow(context, part);
  if (view.plan.hash !== planHash) throw stalePlan(view.plan);
  await withScope(context.scope, (tx) => keepSuggestions(tx, context, state, part));
  const first = view.plan.steps[0];
  const run = first ? await queueRun(context, part, view.plan, first) : null;
  if (!run) {
    throw new AppError("CONFLICT", "The part is being worked on.", { details: { reason: "running" } });
  }
  await sendJob("continue-run", { runId: run.id, organisationId: context.organisationId });
  const shown = toRunView(part, (await readSetup(context)).overview.parts[part].run);
  if (!shown) throw new AppError("INTERNAL", "A run that was just queued is not there.");
  return shown;
}
