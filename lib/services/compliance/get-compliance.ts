import "server-only";
import type { CompliancePage, CompliancePageRow } from "@/lib/cmk/compliance/compliance-views";
import type { ComplianceFilter } from "@/lib/cmk/compliance/filter";
import { countOpenFindings, countPostures } from "@/lib/db/compliance/figures";
import { listPostures } from "@/lib/db/compliance/list-postures";
import { countComing, listComing, listDangers, listHeldExceptions } from "@/lib/db/compliance/lists";
import { readTrend } from "@/lib/db/compliance/trend";
import { listOverview } from "@/lib/db/list-overview";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import { requirePermission } from "../context";
import type { WideContext } from "../wide-context";
import { judgeOverview } from "./judge-overview";
import { refreshPostures } from "./refresh-postures";

const TREND_DAYS = 90;
const DAY_MS = 86_400_000;
/** More than these wait for the worker: somebody is looking at an empty page meanwhile. */
const MOST_FRESH = 200;
const READ_ON = 200;
const SHOWN = { dangers: 25, coming: 60, exceptions: 100 };

async function pageOfRows(
  tx: Transaction,
  filter: ComplianceFilter,
  at: Parameters<typeof judgeOverview>[1],
  from?: { cursor?: string; limit: number },
): Promise<{ rows: CompliancePageRow[]; found: number; next: string | null }> {
  const { rows, found, next } = await listPostures(tx, filter, from);
  const overviews =
    rows.length > 0 ? (await listOverview(tx, { ids: rows.map(({ id }) => id), limit: 500 })).rows : [];
  const judged = new Map(
    overviews.map((overview) => [overview.organisation.id as string, judgeOverview(overview, at).row]),
  );
  return {
    found,
    next,
    rows: rows.flatMap(({ id, openFindings, since }) => {
      const row = judged.get(id);
      return row ? [{ ...row, openFindings, since: since?.toISOString() ?? null }] : [];
    }),
  };
}

/** The leader's table alone, to be read to its end: 200 rows behind a cursor. Throws FORBIDDEN, INVALID_INPUT. */
export async function listComplianceRows(context: WideContext, filter: ComplianceFilter, cursor?: string) {
  requirePermission(context, "compliance.read");
  const at = { now: context.now().toISOString(), ...context.windows };
  return readWithScope(context.scope, (tx) => pageOfRows(tx, filter, at, { cursor, limit: READ_ON }));
}

/**
 * What a leader asks, over every organisation in scope, and one page of them. The filter narrows the rows, never the
 * figures. PostgreSQL counts what was stored of the verdicts; only the rows that are shown are judged anew.
 */
export async function getCompliance(
  context: WideContext,
  filter: ComplianceFilter = {},
): Promise<CompliancePage> {
  requirePermission(context, "compliance.read");
  await refreshPostures(context, MOST_FRESH);
  const now = context.now();
  const from = new Date(now.getTime() - TREND_DAYS * DAY_MS);
  return readWithScope(context.scope, async (tx) => {
    const { rows, found } = await pageOfRows(tx, filter, { now: now.toISOString(), ...context.windows });
    const figures = await countPostures(tx, now);
    const exceptions = await listHeldExceptions(tx, now, SHOWN.exceptions);
    return {
      ...figures,
      dangers: await listDangers(tx, SHOWN.dangers),
      findings: await countOpenFindings(tx, now),
      trend: await readTrend(tx, { from, to: now }),
      coming: (await listComing(tx, now, SHOWN.coming)).rows,
      calendar: await countComing(tx, now),
      exceptions: exceptions.rows,
      exceptionsTotal: exceptions.total,
      rows,
      found,
      page: filter.page ?? 1,
    };
  });
}
