import "server-only";
import type { CheckedRow, VerificationPart, VerificationView } from "@/lib/cmk/checks/check-views";
import { judgeChecks } from "@/lib/cmk/checks/judge-checks";
import { PART_IDS, type PartId } from "@/lib/cmk/parts";
import { wasComplete } from "@/lib/cmk/progress";
import { listLiveExceptions } from "@/lib/db/check-exceptions";
import { listOpenFindings } from "@/lib/db/findings";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import { latestVerification } from "@/lib/db/verifications";
import { type OrganisationContext, requirePermission } from "../context";
import { type SetupState, setupStateIn } from "../setup/setup-state";
import { toVerificationRun } from "./request-verification";

async function partOf(
  tx: Transaction,
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
): Promise<VerificationPart> {
  const input = state.inputs[part];
  const findings = await listOpenFindings(tx, context.organisationId, part);
  const exceptions = await listLiveExceptions(tx, context.organisationId, part, context.now());
  const rows = judgeChecks(input).map((result): CheckedRow => {
    const found = findings.find(({ checkId }) => checkId === result.check);
    const exception = exceptions.find(({ checkId }) => checkId === result.check);
    const finding = found && {
      id: found.id,
      severity: found.severity,
      openedAt: found.openedAt.toISOString(),
      regression: found.regression,
      flapping: found.flapping,
    };
    return {
      ...result,
      finding: finding ?? null,
      exceptionUntil: exception?.expiresAt.toISOString() ?? null,
    };
  });
  return { part, watched: findings.length > 0 || wasComplete(input), rows };
}

/** Every check of both parts by the facts of `state`, within the caller's transaction. */
export async function checkedParts(
  tx: Transaction,
  context: OrganisationContext,
  state: SetupState,
): Promise<VerificationPart[]> {
  const parts: VerificationPart[] = [];
  for (const part of PART_IDS) parts.push(await partOf(tx, context, state, part));
  return parts;
}

/** Every check of an organisation by the newest facts, with what stands open. Throws FORBIDDEN, NOT_FOUND. */
export async function getVerification(context: OrganisationContext): Promise<VerificationView> {
  requirePermission(context, "finding.read");
  return readWithScope(context.scope, async (tx) => {
    const state = await setupStateIn(tx, context);
    const parts = await checkedParts(tx, context, state);
    const run = await latestVerification(tx, context.organisationId);
    const times = parts.flatMap(({ rows }) => rows.flatMap(({ at }) => at ?? []));
    return {
      organisation: state.organisation,
      parts,
      verifiedAt: times.sort()[0] ?? null,
      run: run && toVerificationRun(run),
    };
  });
}
