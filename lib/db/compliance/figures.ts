import "server-only";
import type { Verdict } from "@/lib/cmk/compliance";
import type { ComplianceFigures, FindingCount, Freshness } from "@/lib/cmk/compliance/compliance-views";
import { FRESHNESS } from "@/lib/cmk/compliance/compliance-views";
import { prismaOf, type Transaction } from "../transaction";

const REPAIR_DAYS = 90;
const iso = (date: Date | null | undefined) => date?.toISOString() ?? null;

type Row = {
  verdict: Verdict;
  bucket: Freshness;
  count: number;
  oldest: Date | null;
  since: Date | null;
  pending: number;
};

/** The figures of every organisation in scope: three questions, however many there are. */
export async function countPostures(tx: Transaction, at: Date): Promise<ComplianceFigures> {
  const prisma = prismaOf(tx);
  const rows = await prisma.$queryRaw<Row[]>`
    select verdict, case when verified_at is null then 'never'
        when verified_at > ${at}::timestamptz - interval '10 minutes' then 'now'
        when verified_at > ${at}::timestamptz - interval '1 hour' then 'hour'
        when verified_at > ${at}::timestamptz - interval '1 day' then 'day' else 'older' end as bucket,
      count(*)::int as count, min(verified_at) as oldest, max(since) as since,
      (count(*) filter (where stale))::int as pending
    from postures group by 1, 2`;
  const [repair] = await prisma.$queryRaw<{ median: number | null; count: number }[]>`
    select percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at)::float8) as median,
      count(*)::int as count
    from findings
    where closed_at >= ${at}::timestamptz - make_interval(days => ${REPAIR_DAYS}::int) and status = 'closed'
      and (severity in ('critical', 'high') or (severity = 'medium' and failure_class <> 'hygiene'))`;
  const sum = (list: Row[], of: (row: Row) => number = (row) => row.count) =>
    list.reduce((total, row) => total + of(row), 0);
  const counted = (verdict: Verdict) => sum(rows.filter((row) => row.verdict === verdict));
  const times = rows.flatMap((row) => iso(row.oldest) ?? []).sort();
  const sinces = rows.filter((row) => row.verdict === "protected").flatMap((row) => iso(row.since) ?? []);
  return {
    total: sum(rows),
    protectedCount: counted("protected"),
    atRiskCount: counted("at-risk"),
    unverifiedCount: counted("unverified"),
    inSetupCount: counted("in-setup"),
    notStartedCount: counted("not-started"),
    protectedSince: sinces.sort().at(-1) ?? null,
    oldestVerifiedAt: times[0] ?? null,
    freshness: FRESHNESS.map((bucket) => ({
      bucket,
      count: sum(rows.filter((row) => row.bucket === bucket)),
    })),
    repair: { medianSeconds: repair?.median ?? null, count: repair?.count ?? 0 },
    pending: sum(rows, (row) => row.pending),
    asOf: at.toISOString(),
  };
}

/** How many findings stand open, by what Adobe would do and how long they have. */
export async function countOpenFindings(tx: Transaction, at: Date): Promise<FindingCount[]> {
  return prismaOf(tx).$queryRaw<FindingCount[]>`
    select failure_class as "failureClass", case
        when opened_at > ${at}::timestamptz - interval '1 day' then 'day'
        when opened_at > ${at}::timestamptz - interval '7 days' then 'week'
        when opened_at > ${at}::timestamptz - interval '30 days' then 'month'
        when opened_at > ${at}::timestamptz - interval '90 days' then 'quarter' else 'older' end as age,
      count(*)::int as count
    from findings where status = 'open' group by 1, 2`;
}
