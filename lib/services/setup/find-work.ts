import "server-only";
import type { Windows } from "@/lib/cmk/windows";
import { listUnsettled, type Unsettled } from "@/lib/db/list-unsettled";
import { listDueRuns } from "@/lib/db/runs";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { type Context, requirePermission } from "../context";
import { interruptStaleAttempts } from "./interrupt-stale-attempts";

/** Runs that are due now, in scope: what the worker goes on with. Throws FORBIDDEN. */
export async function findDueRuns(
  context: Context,
): Promise<{ runId: string; organisationId: string; startedBy: string | null }[]> {
  requirePermission(context, "setup.check");
  const runs = await readWithScope(context.scope, (tx) => listDueRuns(tx, context.now()));
  return runs.map(({ id, organisationId, startedBy }) => ({ runId: id, organisationId, startedBy }));
}

/** What vendors are still busy with, in scope: what the worker looks at again. Throws FORBIDDEN. */
export async function findUnsettled(context: Context & { windows: Windows }): Promise<Unsettled[]> {
  requirePermission(context, "setup.check");
  const { rolePropagationSeconds: roleSeconds, firewallPropagationSeconds: firewallSeconds } =
    context.windows;
  const times = { now: context.now(), roleSeconds, firewallSeconds };
  return readWithScope(context.scope, (tx) => listUnsettled(tx, times));
}

/** Ends attempts whose process went away, in scope; how many. Throws FORBIDDEN. */
export async function endLostAttempts(context: Context): Promise<number> {
  requirePermission(context, "setup.check");
  return withScope(context.scope, (tx) => interruptStaleAttempts(tx, context));
}
