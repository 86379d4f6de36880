import "server-only";
import type { Attribution } from "@/lib/cmk/activity/attribution";
import type { FindingFilter } from "@/lib/cmk/findings/finding-schemas";
import type { FindingPage, FindingRow } from "@/lib/cmk/findings/finding-views";
import { PART_IDS } from "@/lib/cmk/parts";
import { type CheckException, listLiveExceptions } from "@/lib/db/check-exceptions";
import type { Finding } from "@/lib/db/findings";
import * as findings from "@/lib/db/list-findings";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { readOrganisationView } from "../organisations/get-organisation";
import { attributeFindings } from "../watch/attribute-findings";

/** A finding as it is compared with the logs. */
export function toAttributable({ id, part, checkId, openedAt }: Finding) {
  return { id, part, check: checkId, openedAt: openedAt.toISOString(), since: null };
}

/** A finding as people see it in a list. */
export function toFindingRow(
  finding: Finding,
  exceptions: readonly CheckException[],
  attribution: Attribution | undefined,
): FindingRow {
  const { id, part, checkId: check, status, severity, failureClass, observed, reason } = finding;
  const exception = exceptions.find((one) => one.part === part && one.checkId === check);
  return {
    id,
    part,
    check,
    status,
    severity,
    failureClass,
    observed,
    reason,
    regression: finding.regression,
    flapping: finding.flapping,
    openedAt: finding.openedAt.toISOString(),
    closedAt: finding.closedAt?.toISOString() ?? null,
    exceptionUntil: status === "open" ? (exception?.expiresAt.toISOString() ?? null) : null,
    cause: attribution?.causes[0] ?? null,
  };
}

/** The exceptions that hold in an organisation now. */
export async function exceptionsIn(tx: Transaction, context: OrganisationContext): Promise<CheckException[]> {
  const rows: CheckException[] = [];
  for (const part of PART_IDS)
    rows.push(...(await listLiveExceptions(tx, context.organisationId, part, context.now())));
  return rows;
}

/** The findings of an organisation, a page at a time. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT (cursor). */
export async function listFindings(
  context: OrganisationContext,
  filter: FindingFilter,
): Promise<FindingPage> {
  requirePermission(context, "finding.read");
  const { organisationId } = context;
  return readWithScope(context.scope, async (tx) => {
    const organisation = await readOrganisationView(tx, context);
    const { rows, next } = await findings.listFindings(tx, organisationId, filter);
    const counts = await findings.countFindings(tx, organisationId);
    const exceptions = await exceptionsIn(tx, context);
    const attributions = await attributeFindings(tx, organisationId, rows.map(toAttributable));
    const shown = rows.map((row) => toFindingRow(row, exceptions, attributions.get(row.id)));
    return { organisation, rows: shown, next, counts };
  });
}
