import "server-only";
import { assembleInputs } from "@/lib/cmk/assemble-input";
import { type FleetFilter, type FleetView, KEY_ENDS_DAYS, NOT_SEEN_HOURS } from "@/lib/cmk/findings/danger";
import { PART_IDS } from "@/lib/cmk/parts";
import { evaluatePart } from "@/lib/cmk/progress";
import { listFleet, listWorst } from "@/lib/db/fleet";
import { listOverview } from "@/lib/db/list-overview";
import { readWithScope } from "@/lib/db/transaction";
import { requirePermission } from "../context";
import type { WideContext } from "../wide-context";

const SIZE = 25;
const HOUR_MS = 3_600_000;

/**
 * All organisations in scope, those in the most danger first, from what is stored: no vendor is asked. PostgreSQL
 * ranks them; only those of the page are read whole. A page beyond the last is the last. Throws FORBIDDEN.
 */
export async function getFleetOverview(context: WideContext, filter: FleetFilter = {}): Promise<FleetView> {
  requirePermission(context, "finding.read");
  const now = context.now();
  const query = {
    search: filter.search,
    danger: filter.danger,
    now,
    keyEndsBy: new Date(now.getTime() + KEY_ENDS_DAYS * 24 * HOUR_MS),
    seenSince: new Date(now.getTime() - NOT_SEEN_HOURS * HOUR_MS),
    size: SIZE,
  };
  return readWithScope(context.scope, async (tx) => {
    const asked = filter.page ?? 1;
    let found = await listFleet(tx, { ...query, offset: (asked - 1) * SIZE });
    const all = Object.values(found.counts).reduce((sum, count) => sum + count, 0);
    const total = filter.danger ? found.counts[filter.danger] : all;
    const pages = Math.max(1, Math.ceil(total / SIZE));
    const page = Math.min(asked, pages);
    if (page !== asked) found = await listFleet(tx, { ...query, offset: (page - 1) * SIZE });
    const ids = found.rows.map(({ id }) => id);
    const worst = await listWorst(tx, ids, now);
    const { rows: overviews } = await listOverview(tx, { ids, limit: SIZE });
    const at = { now: now.toISOString(), ...context.windows };
    const parts = new Map(
      overviews.map(({ organisation, parts: stored }) => {
        const inputs = assembleInputs(organisation, stored, at);
        const states = PART_IDS.map((part) => evaluatePart(inputs[part]));
        return [
          organisation.id as string,
          states.map(({ part, status, done, total: steps }) => ({ part, status, done, total: steps })),
        ];
      }),
    );
    const rows = found.rows.map((row) => {
      return { ...row, worst: worst.get(row.id) ?? null, parts: parts.get(row.id) ?? [] };
    });
    return { rows, counts: found.counts, total, page, pages };
  });
}
