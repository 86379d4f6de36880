import "server-only";
import type { ChainState } from "@/lib/cmk/audit/chain-problems";
import { appendAudit } from "@/lib/db/audit";
import { saveRetention } from "@/lib/db/audit-retention";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type Context, requirePermission } from "../context";
import { auditActor } from "./audit-actor";
import { readChainState } from "./manage-streams";
import { requireSystemChain } from "./require-system-chain";

/**
 * Says how long entries of a chain are kept; null: for good. Removes nothing: that is a command of whoever operates
 * this console, which archives first. Throws FORBIDDEN, CONFLICT (changed-meanwhile).
 */
export async function changeRetention(
  context: Context,
  organisationId: string | null,
  { retentionDays, revision }: { retentionDays: number | null; revision: number },
): Promise<ChainState> {
  requirePermission(context, "audit.manage");
  requireSystemChain(context, organisationId);
  const { actor, correlationId } = context;
  return withScope(context.scope, async (tx) => {
    const before = await readChainState(tx, organisationId);
    if (!(await saveRetention(tx, organisationId, revision, retentionDays)))
      throw new AppError("CONFLICT", "The retention was changed meanwhile.", {
        details: { reason: "changed-meanwhile" },
      });
    await appendAudit(tx, {
      organisationId,
      at: context.now(),
      actor: auditActor(actor),
      action: "audit.retention-changed",
      subject: "audit",
      before: { retentionDays: before.retentionDays },
      after: { retentionDays },
      correlationId,
    });
    return readChainState(tx, organisationId);
  });
}
