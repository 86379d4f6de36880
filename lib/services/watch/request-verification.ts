import "server-only";
import type { VerificationRunView } from "@/lib/cmk/checks/verification-run";
import { PART_IDS } from "@/lib/cmk/parts";
import { appendAudit } from "@/lib/db/audit";
import { sendJob } from "@/lib/db/queue";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { latestVerification, startVerification, type Verification } from "@/lib/db/verifications";
import { looksOf } from "@/lib/steps/observe-part";
import { type OrganisationContext, requirePermission } from "../context";
import { readOrganisationView } from "../organisations/get-organisation";
import { auditEntry } from "../setup/audit-entry";

/** A verification as people see it. */
export function toVerificationRun(row: Verification): VerificationRunView {
  const { id, status, done, total, current, requestedByName, requestedAt, endedAt } = row;
  return {
    id,
    status: status as VerificationRunView["status"],
    done,
    total,
    current,
    requestedByName,
    requestedAt: requestedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}

/**
 * Asks the worker to look at everything now, as the read-only identity. Whoever asks while that is under way gets the
 * one that is. Throws FORBIDDEN, NOT_FOUND.
 */
export async function requestVerification(context: OrganisationContext): Promise<VerificationRunView> {
  requirePermission(context, "setup.check");
  const { actor, organisationId } = context;
  const verification = await withScope(context.scope, async (tx) => {
    const { name } = await readOrganisationView(tx, context);
    const started = await startVerification(tx, organisationId, {
      userId: actor.kind === "user" ? actor.userId : null,
      name: actor.name,
      at: context.now(),
      total: PART_IDS.reduce((sum, part) => sum + looksOf(part).length, 0),
    });
    if (started.made)
      await appendAudit(
        tx,
        auditEntry(context, {
          action: "verification.run",
          subject: name,
          after: { verification: started.verification.id },
        }),
      );
    return started.verification;
  });
  await sendJob("verify-organisation", { organisationId });
  return toVerificationRun(verification);
}

/** How far the newest verification of an organisation is; null when nobody asked for one. Throws FORBIDDEN. */
export async function getVerificationRun(context: OrganisationContext): Promise<VerificationRunView | null> {
  requirePermission(context, "finding.read");
  const row = await readWithScope(context.scope, (tx) => latestVerification(tx, context.organisationId));
  return row && toVerificationRun(row);
}
