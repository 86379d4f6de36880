import "server-only";
import { getRun } from "@/lib/db/runs";
import { withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { endRun, type RunProblem } from "./run-end";

/** Ends a run that nobody can go on with, such as when its person is gone. Throws FORBIDDEN, NOT_FOUND. */
export async function failRun(
  context: OrganisationContext,
  { runId, problem }: { runId: string; problem: RunProblem },
): Promise<void> {
  requirePermission(context, "setup.check");
  const run = await withScope(context.scope, (tx) => getRun(tx, runId));
  await endRun(context, run, problem);
}
