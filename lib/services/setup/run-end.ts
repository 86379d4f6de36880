import "server-only";
import { appendAudit } from "@/lib/db/audit";
import { moveRun, type Run } from "@/lib/db/runs";
import { withScope } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";
import { auditEntry } from "./audit-entry";

/** Why a run stopped: message keys of `runs`. */
export type RunProblem =
  | "plan-changed"
  | "needs-person"
  | "blocked"
  | "vendor-refused"
  | "not-permitted"
  | "sign-in-again"
  | "took-too-long"
  | "unexpected";

/** Ends a run, well (problem null) or not, with its audit entry. Does nothing when it has ended already. */
export async function endRun(
  context: OrganisationContext,
  run: Run,
  problem: RunProblem | null,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await withScope(context.scope, async (tx) => {
    const moved = await moveRun(tx, run.id, {
      status: problem ? "failed" : "succeeded",
      nextAt: null,
      ...(problem ? { message: { ...detail, problem } } : { currentStep: null }),
    });
    if (!moved) return;
    const after = { ...detail, run: run.id, status: moved.status, problem };
    await appendAudit(tx, auditEntry(context, { action: "run.finished", subject: run.part, after }));
  });
}
