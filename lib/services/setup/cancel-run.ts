import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import type { RunView } from "@/lib/cmk/views";
import { appendAudit } from "@/lib/db/audit";
import { moveRun, newestRun } from "@/lib/db/runs";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "./audit-entry";
import { shownRun } from "./shown-run";

/** Stops a run after the operation it is at; what was done stays. Throws FORBIDDEN, NOT_FOUND when none is active. */
export async function cancelRun(context: OrganisationContext, { part }: { part: PartId }): Promise<RunView> {
  requirePermission(context, "setup.apply");
  return withScope(context.scope, async (tx) => {
    const run = await newestRun(tx, context.organisationId, part);
    const moved = run && (await moveRun(tx, run.id, { status: "cancelled", nextAt: null }));
    if (!moved) throw new AppError("NOT_FOUND", "No run of this part is active.");
    const what = { action: "run.cancelled", subject: part, after: { run: moved.id } } as const;
    await appendAudit(tx, auditEntry(context, what));
    return shownRun(moved);
  });
}
