import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { StepView } from "@/lib/cmk/views";
import { getApproval, moveApproval } from "@/lib/db/approvals";
import { appendAudit } from "@/lib/db/audit";
import { withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../../context";
import { auditEntry } from "../audit-entry";
import { planFor } from "../plan-for";
import { readSetup } from "../setup-state";
import { toStepView } from "../step-view";

/**
 * Takes a request back, or the approval that was given to it: any admin may pull the brake. Throws FORBIDDEN,
 * NOT_FOUND, CONFLICT (`details.reason` approval-changed) when it was decided against, used or withdrawn already.
 */
export async function withdrawApproval(
  context: OrganisationContext,
  { part, step, approvalId }: { part: PartId; step: StepId; approvalId: string },
): Promise<StepView> {
  requirePermission(context, "setup.apply");
  await withScope(context.scope, async (tx) => {
    const { id } = await getApproval(tx, context.organisationId, approvalId);
    const live = ["requested", "approved"] as const;
    const taken = await moveApproval(tx, id, [...live], { status: "withdrawn", endedAt: context.now() });
    const { planHash, requestedByName, decidedByName } = taken;
    const before = { approval: id, planHash, requestedBy: requestedByName, approvedBy: decidedByName };
    const what = { action: "approval.withdrawn", subject: `${part}/${step}`, before } as const;
    await appendAudit(tx, auditEntry(context, what));
  });
  const state = await readSetup(context);
  return toStepView(context, state, part, step, await planFor(context, state, part, step));
}
