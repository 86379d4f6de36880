import "server-only";
import { createHash } from "node:crypto";
import type { PartId } from "@/lib/cmk/parts";
import type { RunView } from "@/lib/cmk/views";
import { sendJob } from "@/lib/db/queue";
import { findRun } from "@/lib/db/runs";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { stalePlan } from "./perform-attempt";
import { planPartNow } from "./plan-part";
import { queueRun } from "./queue-run";
import { shownRun } from "./shown-run";
import { keepSuggestions } from "./suggestions";

/**
 * Approves the plan of all automatic steps of a part: the worker carries them out, with this person's token and
 * nothing that was not in the plan. Throws FORBIDDEN, STEP_BLOCKED, CONFLICT (`details.reason` stale-plan, running).
 */
export async function applyPart(
  context: OrganisationContext,
  { part, planHash, idempotencyKey }: { part: PartId; planHash: string; idempotencyKey: string },
): Promise<RunView> {
  requirePermission(context, "setup.apply");
  const runId = runIdOf(context, idempotencyKey);
  const repeated = await readWithScope(context.scope, (tx) => findRun(tx, runId));
  if (repeated) return shownRun(repeated);
  const { state, view } = await planPartNow(context, part);
  const { part: _part, ...shown } = view;
  if (shown.plan.hash !== planHash) throw stalePlan(shown.plan, shown);
  await withScope(context.scope, (tx) => keepSuggestions(tx, context, state, part));
  const first = view.plan.steps[0];
  const run = first ? await queueRun(context, part, view.plan, first, runId) : null;
  if (!run) {
    throw new AppError("CONFLICT", "The part is being worked on.", { details: { reason: "running" } });
  }
  await sendJob("continue-run", { runId: run.id, organisationId: context.organisationId });
  return shownRun(run);
}

/** The same request always means the same run: its id follows from the idempotency key. */
function runIdOf({ organisationId }: OrganisationContext, idempotencyKey: string): string {
  const hash = createHash("sha256").update(`${organisationId} ${idempotencyKey}`).digest("hex");
  const group = (from: number, to: number) => hash.slice(from, to);
  return `${group(0, 8)}-${group(8, 12)}-8${group(13, 16)}-a${group(17, 20)}-${group(20, 32)}`;
}
