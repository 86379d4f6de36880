import "server-only";
import { isAlerting } from "@/lib/cmk/findings/finding";
import type { CheckException } from "@/lib/db/check-exceptions";
import * as findings from "@/lib/db/findings";
import type { Transaction } from "@/lib/db/transaction";
import { raiseAlert } from "../alerts/raise-alert";
import { settleAlert } from "../alerts/settle-alert";
import type { OrganisationContext } from "../context";

type Acting = Pick<OrganisationContext, "organisationId" | "now" | "actor">;

/**
 * What an exception's beginning or end means for the open finding of its check: silenced while it holds, an alarm
 * again when it is over and the check still fails.
 */
export async function applyException(
  tx: Transaction,
  context: Acting,
  { part, checkId }: Pick<CheckException, "part" | "checkId">,
  kind: "exception-approved" | "exception-ended",
): Promise<void> {
  const open = await findings.listOpenFindings(tx, context.organisationId, part);
  const finding = open.find((candidate) => candidate.checkId === checkId);
  if (!finding) return;
  await findings.addFindingEvent(tx, finding, { at: context.now(), kind, actorName: context.actor.name });
  if (kind === "exception-approved") return settleAlert(tx, context, finding.id);
  if (!isAlerting(finding)) return;
  const { severity, failureClass, reason, observed } = finding;
  const params = { ...reason?.params, reason: reason?.key ?? "", observed: observed ?? "" };
  await raiseAlert(tx, context, {
    source: "finding",
    kind: checkId,
    part,
    severity,
    failureClass,
    params,
    findingId: finding.id,
  });
}
