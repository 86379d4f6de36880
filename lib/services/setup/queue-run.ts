import "server-only";
import type { PartId, StepKey } from "@/lib/cmk/parts";
import type { Plan } from "@/lib/cmk/plan";
import { appendAudit } from "@/lib/db/audit";
import { moveRun, type Run, startRun } from "@/lib/db/runs";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { OrganisationContext } from "../context";
import { auditEntry } from "./audit-entry";

/** Lets the worker go on with what a person approved. null: another run of the part is under way, and is left alone. */
export async function queueRun(
  context: OrganisationContext,
  part: PartId,
  plan: Plan,
  currentStep: StepKey,
  id?: string,
): Promise<Run | null> {
  const { actor, organisationId } = context;
  try {
    return await withScope(context.scope, async (tx) => {
      const run = await startRun(tx, {
        ...(id ? { id } : {}),
        organisationId,
        part,
        planHash: plan.hash,
        plan,
        startedBy: actor.kind === "user" ? actor.userId : null,
        startedByName: actor.name,
      });
      const what = {
        action: "run.started",
        subject: part,
        after: { run: run.id, changes: plan.changes },
      } as const;
      await appendAudit(tx, auditEntry(context, what));
      return moveRun(tx, run.id, { currentStep, nextAt: context.now() });
    });
  } catch (error) {
    if (error instanceof AppError && error.details.reason === "running") return null;
    throw error;
  }
}
