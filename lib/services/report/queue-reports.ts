import "server-only";
import { nextReport } from "@/lib/cmk/report/next-report";
import { listDueSchedules, queueReport } from "@/lib/db/report-schedules";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { type Context, requirePermission } from "../context";

/**
 * Queues the reports that are due, for whoever sweeps: one for each person, also when several periods went by while no
 * worker ran. Throws FORBIDDEN for people.
 */
export async function queueReports(context: Context, most: number): Promise<number> {
  requirePermission(context, "watch.record");
  const at = context.now();
  const due = await readWithScope(context.scope, (tx) => listDueSchedules(tx, at, most));
  for (const schedule of due) {
    const nextAt = nextReport(schedule, at);
    await withScope(context.scope, (tx) => queueReport(tx, schedule, { at, nextAt }));
  }
  return due.length;
}
