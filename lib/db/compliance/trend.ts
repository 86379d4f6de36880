import "server-only";
import type { Cause, Dip, PosturePoint, Reason, Trend } from "@/lib/cmk/compliance/compliance-views";
import { Prisma } from "../generated/client";
import { prismaOf, type Transaction } from "../transaction";

const SLICES = 180;
const MOST_DIPS = 50;

type Slice = { slice: number; known: number; protected: number; least: number; at_risk: number };
type DipRow = {
  id: string;
  name: string;
  from_at: Date;
  to_at: Date | null;
  cause: Cause | null;
  reason: Reason | null;
};

/**
 * How many organisations were protected from `from` to `to`, in slices of equal length. Within a slice the least is
 * kept beside the end, so that a short loss shows however long the time is.
 */
export async function readTrend(
  tx: Transaction,
  { from, to, organisations = null }: { from: Date; to: Date; organisations?: string[] | null },
): Promise<Trend> {
  const prisma = prismaOf(tx);
  const within = organisations
    ? Prisma.sql`organisation_id = any (${organisations}::uuid[])`
    : Prisma.sql`true`;
  const seconds = Math.max(1, (to.getTime() - from.getTime()) / 1000 / SLICES);
  const slices = await prisma.$queryRaw<Slice[]>`
    with turn as (
      select greatest(from_at, ${from}::timestamptz) as at, 1 as known, (verdict = 'protected')::int as covered,
        (verdict = 'at-risk')::int as risk
      from posture_periods where (to_at is null or to_at > ${from}::timestamptz) and from_at <= ${to}::timestamptz
        and ${within}
      union all
      select to_at, -1, -(verdict = 'protected')::int, -(verdict = 'at-risk')::int
      from posture_periods where to_at > ${from}::timestamptz and to_at <= ${to}::timestamptz
        and ${within}
    ), moment as (
      select at, sum(known) as known, sum(covered) as covered, sum(risk) as risk from turn group by at
    ), running as (
      select at, sum(known) over w as known, sum(covered) over w as covered, sum(risk) over w as risk
      from moment window w as (order by at)
    )
    select floor(extract(epoch from at - ${from}::timestamptz) / ${seconds}::float8)::int as slice,
      (array_agg(known order by at desc))[1]::int as known, (array_agg(covered order by at desc))[1]::int as protected,
      min(covered)::int as least,
      (array_agg(risk order by at desc))[1]::int as at_risk
    from running group by 1 order by 1`;
  const dips = await prisma.$queryRaw<DipRow[]>`
    with newest as (
      select * from posture_periods
      where verdict = 'at-risk' and from_at >= ${from}::timestamptz
        and ${within}
      order by from_at desc limit ${MOST_DIPS}::int
    )
    select o.id::text, o.name, q.from_at, q.to_at, q.cause, f.reason from newest q
    join organisations o on o.id = q.organisation_id
    left join lateral (
      select reason from findings f where f.organisation_id = q.organisation_id and f.reason is not null
        and f.opened_at between q.from_at - interval '10 minutes' and least(coalesce(q.to_at, ${to}), q.from_at + interval '10 minutes')
      order by f.failure_class, f.severity, f.opened_at limit 1) f on true
    order by q.from_at desc`;
  const [first] = await prisma.$queryRaw<{ began: Date | null }[]>`
    select min(from_at) as began from posture_periods
    where ${within}`;
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    began: first?.began?.toISOString() ?? null,
    points: pointsOf(slices, from, to, seconds),
    dips: dips.map(dipOf),
  };
}

const dipOf = ({ id, name, from_at, to_at, cause, reason }: DipRow): Dip => ({
  organisation: { id, name },
  at: from_at.toISOString(),
  until: to_at?.toISOString() ?? null,
  cause,
  reason: reason && { key: reason.key, params: reason.params ?? {} },
});

function pointsOf(slices: Slice[], from: Date, to: Date, seconds: number): PosturePoint[] {
  const turns = new Map(slices.map((slice) => [Math.min(slice.slice, SLICES - 1), slice]));
  const points: PosturePoint[] = [];
  let last = { known: 0, protected: 0, atRisk: 0 };
  for (let slice = 0; slice < SLICES; slice += 1) {
    const turn = turns.get(slice);
    const least = turn?.least ?? last.protected;
    if (turn) last = { known: turn.known, protected: turn.protected, atRisk: turn.at_risk };
    const end = Math.min(to.getTime(), from.getTime() + (slice + 1) * seconds * 1000);
    points.push({ at: new Date(end).toISOString(), ...last, least });
  }
  return points;
}
