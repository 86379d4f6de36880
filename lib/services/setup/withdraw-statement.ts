import "server-only";
import type { StepView } from "@/lib/cmk/views";
import { appendAudit } from "@/lib/db/audit";
import { withdrawStatement as withdraw } from "@/lib/db/statements";
import { withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "./audit-entry";
import { readSetup } from "./setup-state";
import { toStepView } from "./step-view";

/** Takes a statement back; it stays in the trail. Throws FORBIDDEN, and NOT_FOUND when none of this id stands. */
export async function withdrawStatement(
  context: OrganisationContext,
  { statementId }: { statementId: string },
): Promise<StepView> {
  requirePermission(context, "setup.attest");
  const statement = await withScope(context.scope, async (tx) => {
    const taken = await withdraw(tx, context.organisationId, statementId, context.now());
    const before = { statement: taken.id, reference: taken.reference, statedByName: taken.statedByName };
    const subject = `${taken.part}/${taken.step}`;
    await appendAudit(tx, auditEntry(context, { action: "statement.withdrawn", subject, before }));
    return taken;
  });
  return toStepView(context, await readSetup(context), statement.part, statement.step);
}
