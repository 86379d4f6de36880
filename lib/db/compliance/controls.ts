import "server-only";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { Framework } from "@/lib/cmk/checks/mappings";
import { CHECKS } from "@/lib/cmk/checks/registry";
import { PAGE_SIZE } from "@/lib/cmk/compliance/filter";
import type { StateCounts } from "@/lib/cmk/compliance/framework-views";
import {
  CONTROL_STATES,
  type ControlState,
  controlsOf,
  expectedChecks,
} from "@/lib/cmk/compliance/frameworks";
import { readCursor, writeCursor } from "../cursor";
import { Prisma } from "../generated/client";
import { prismaOf, type Transaction } from "../transaction";

/** In how many organisations a check stands how, in any watched part. Excepted failures count apart. */
export type CheckCounts = {
  check: CheckId;
  failing: number;
  excepted: number;
  warning: number;
  seen: number;
};

const HELD = Prisma.sql`select organisation_id, part, check_id from check_exceptions
  where approved and ended_at is null and expires_at > now()`;

// part_standings: triggers keep one row for each part, so that no page reads every standing of every organisation.
const FAILING = Prisma.sql`
  select s.organisation_id, s.part, f.check_id, (e.check_id is not null) as excepted
  from part_standings s cross join lateral unnest(s.failing) as f(check_id)
  left join (${HELD}) e on e.organisation_id = s.organisation_id and e.part = s.part and e.check_id = f.check_id
  where s.failing <> '{}'`;

/** How every check that was ever judged stands over all organisations in scope. */
export async function countChecks(tx: Transaction): Promise<{ checks: CheckCounts[]; watched: number }> {
  const prisma = prismaOf(tx);
  const checks = await prisma.$queryRaw<CheckCounts[]>`
    with alike as (select seen, count(*) as count from part_standings group by seen),
    seen as (
      select c.check_id, sum(count) as seen from alike cross join lateral unnest(string_to_array(seen, ' ')) c(check_id)
      group by 1
    ),
    failed as (
      select check_id, count(*) filter (where not excepted) as failing, count(*) filter (where excepted) as excepted
      from (${FAILING}) f group by 1
    ),
    warned as (
      select w.check_id, count(*) as warning from part_standings s cross join lateral unnest(s.warning) w(check_id)
      where s.warning <> '{}' group by 1
    )
    select s.check_id as "check", coalesce(f.failing, 0)::int as failing, coalesce(f.excepted, 0)::int as excepted,
      coalesce(w.warning, 0)::int as warning, s.seen::int as seen
    from seen s left join failed f using (check_id) left join warned w using (check_id)`;
  const [watched] = await prisma.$queryRaw<{ count: number }[]>`
    select count(distinct organisation_id)::int as count from part_standings`;
  return { checks, watched: watched?.count ?? 0 };
}

const RANKED: readonly ControlState[] = ["not-met", "unseen", "excepted", "warning"];

/**
 * `watched`: organisations by the parts that are watched in them. `worst`: controls that are not simply met, by the
 * worst that is known of them, as controlState judges. What passes is the rest, and is not read row by row.
 */
function standing(framework: Framework): Prisma.Sql {
  const mapping = controlsOf(framework).flatMap(({ id, checks }) =>
    CHECKS.filter(({ id: check }) => checks.includes(check)).flatMap(({ id: check, parts }) =>
      parts.map((part) => ({ control: id, check, part })),
    ),
  );
  return Prisma.sql`
    map as materialized (
      select control, "check", part::part from jsonb_to_recordset(${JSON.stringify(mapping)}::jsonb)
        as m(control text, "check" text, part text)
    ),
    watched as materialized (
      select organisation_id, bool_or(part = 'aep') as aep, bool_or(part = 'cja') as cja from part_standings group by 1
    ),
    missing as materialized (
      select distinct a.part, a.seen, m.control from (select part, seen from part_standings group by 1, 2) a
      join map m on m.part = a.part where m."check" <> all (string_to_array(a.seen, ' '))
    ),
    known as (
      select f.organisation_id, m.control, case when f.excepted then 2 else 0 end as rank
      from (${FAILING}) f join map m on m."check" = f.check_id and m.part = f.part
      union all
      select s.organisation_id, m.control, 3 from part_standings s cross join lateral unnest(s.warning) w(check_id)
      join map m on m."check" = w.check_id and m.part = s.part where s.warning <> '{}'
      union all
      select s.organisation_id, m.control, 1 from part_standings s join missing m on m.part = s.part and m.seen = s.seen
    ),
    worst as (select organisation_id, control, min(rank) as rank from known group by 1, 2)`;
}

const none = (): StateCounts => Object.fromEntries(CONTROL_STATES.map((state) => [state, 0])) as StateCounts;

/** The parts that a control can be told of. */
function partsOf(framework: Framework): Map<string, { aep: boolean; cja: boolean }> {
  const expected = expectedChecks(framework);
  const has = (id: string, of: string) =>
    expected.some(({ control, part, count }) => control === id && part === of && count > 0);
  return new Map(controlsOf(framework).map(({ id }) => [id, { aep: has(id, "aep"), cja: has(id, "cja") }]));
}

type Watched = { total: number; either: number; aep: number; cja: number };

/** In how many organisations each control of a framework stands how. */
export async function countControls(
  tx: Transaction,
  framework: Framework,
): Promise<{ controls: Map<string, StateCounts>; total: number }> {
  const prisma = prismaOf(tx);
  const rows = await prisma.$queryRaw<{ control: string; rank: number; count: number }[]>`
    with ${standing(framework)}
    select control, rank, count(*)::int as count from worst group by 1, 2`;
  const [watched] = await prisma.$queryRaw<Watched[]>`
    select (select count(*) from postures)::int as total, count(*)::int as either,
      (count(*) filter (where aep))::int as aep, (count(*) filter (where cja))::int as cja
    from (select bool_or(part = 'aep') as aep, bool_or(part = 'cja') as cja
      from part_standings group by organisation_id) w`;
  const { total, either, aep, cja } = watched ?? { total: 0, either: 0, aep: 0, cja: 0 };
  const controls = new Map<string, StateCounts>();
  for (const [id, parts] of partsOf(framework)) {
    const counts = none();
    for (const { rank, count } of rows.filter(({ control }) => control === id))
      counts[RANKED[rank] ?? "unseen"] = count;
    const seen = parts.aep && parts.cja ? either : parts.aep ? aep : cja;
    counts.met = seen - RANKED.reduce((sum, state) => sum + counts[state], 0);
    counts["not-watched"] = total - seen;
    controls.set(id, counts);
  }
  return { controls, total };
}

type OrganisationRow = {
  id: string;
  name: string;
  verified_at: Date | null;
  aep: boolean | null;
  cja: boolean | null;
  ranks: Record<string, number> | null;
  /** Where it stands in the list: fewer is nearer the front. */
  bad: number;
  unseen: number;
  apart: number;
};
type ByControls = { id: string; name: string; counts: StateCounts; verifiedAt: string | null };

type Place = { page: number } | { cursor: string | null; size: number };

/**
 * Organisations by how many controls they do not meet: a page of the screen's list, or `size` of them behind a cursor.
 * Each question counts all of them, whatever the page: who reads to the end takes many at once.
 */
export async function listByControls(
  tx: Transaction,
  framework: Framework,
  place: Place,
): Promise<{ rows: ByControls[]; next: string | null }> {
  const size = "page" in place ? PAGE_SIZE : place.size;
  const offset = "page" in place ? (place.page - 1) * PAGE_SIZE : 0;
  const kinds = ["number", "number", "number", "text", "id"] as const;
  const after = "cursor" in place && place.cursor ? readCursor(place.cursor, kinds) : null;
  const [bad, unseen, apart, name, id] = after ?? [];
  const beyond = after
    ? Prisma.sql`where (bad, unseen, apart, name, id) >
        (${Number(bad)}::int, ${Number(unseen)}::int, ${Number(apart)}::int, ${name}, ${id}::uuid)`
    : Prisma.empty;
  const found = await prismaOf(tx).$queryRaw<OrganisationRow[]>`
    with ${standing(framework)},
    counted as (select organisation_id, rank, count(*) as count from worst group by 1, 2),
    summed as (
      select organisation_id, jsonb_object_agg(rank, count) as ranks, sum(count) filter (where rank = 0) as bad,
        sum(count) filter (where rank = 1) as unseen
      from counted group by 1
    )
    select id::text, name, verified_at, aep, cja, ranks, bad, unseen, apart from (
      select o.id, o.name, p.verified_at, w.aep, w.cja, s.ranks, coalesce(-s.bad, 1)::int as bad,
        coalesce(-s.unseen, 1)::int as unseen, (w.organisation_id is null)::int as apart
      from postures p join organisations o on o.id = p.organisation_id
      left join watched w on w.organisation_id = p.organisation_id
      left join summed s on s.organisation_id = p.organisation_id
    ) listed
    ${beyond}
    order by bad, unseen, apart, name, id
    limit ${size + 1}::int offset ${offset}::int`;
  const parts = [...partsOf(framework).values()];
  const rows = found.slice(0, size).map(({ id, name, verified_at, aep, cja, ranks }) => {
    const counts = none();
    for (const [rank, count] of Object.entries(ranks ?? {})) counts[RANKED[Number(rank)] ?? "unseen"] = count;
    const seen = parts.filter((of) => (of.aep && aep) || (of.cja && cja)).length;
    counts.met = seen - RANKED.reduce((sum, state) => sum + counts[state], 0);
    counts["not-watched"] = parts.length - seen;
    return { id, name, counts, verifiedAt: verified_at?.toISOString() ?? null };
  });
  const last = found.length > size ? found[size - 1] : undefined;
  const next = last
    ? writeCursor([String(last.bad), String(last.unseen), String(last.apart), last.name, last.id])
    : null;
  return { rows, next };
}
