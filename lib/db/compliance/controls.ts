import "server-only";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { Framework } from "@/lib/cmk/checks/mappings";
import { PAGE_SIZE } from "@/lib/cmk/compliance/filter";
import type { StateCounts } from "@/lib/cmk/compliance/framework-views";
import {
  CONTROL_STATES,
  type ControlState,
  controlsOf,
  expectedChecks,
} from "@/lib/cmk/compliance/frameworks";
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

/** How every check that was ever judged stands over all organisations in scope. One pass. */
export async function countChecks(tx: Transaction): Promise<{ checks: CheckCounts[]; watched: number }> {
  const prisma = prismaOf(tx);
  const checks = await prisma.$queryRaw<CheckCounts[]>`
    select s.check_id as "check", (count(*) filter (where s.state = 'fail' and e.check_id is null))::int as failing,
      (count(*) filter (where s.state = 'fail' and e.check_id is not null))::int as excepted,
      (count(*) filter (where s.state = 'warn'))::int as warning, count(*)::int as seen
    from check_standings s left join (${HELD}) e using (organisation_id, part, check_id)
    group by s.check_id`;
  const [watched] = await prisma.$queryRaw<{ count: number }[]>`
    select (count(*) filter (where exists (
      select from check_standings s where s.organisation_id = p.organisation_id)))::int as count from postures p`;
  return { checks, watched: watched?.count ?? 0 };
}

// Worst first, as controlState judges: what fails, what is not seen, what is excepted, what is only just met.
function stateOf(framework: Framework): Prisma.Sql {
  const pairs = controlsOf(framework).flatMap(({ id, checks }) =>
    checks.map((check) => ({ control: id, check })),
  );
  const mapping = JSON.stringify(pairs);
  const expected = JSON.stringify(expectedChecks(framework));
  return Prisma.sql`
    map as (select * from jsonb_to_recordset(${mapping}::jsonb) as m(control text, "check" text)),
    expected as (select * from jsonb_to_recordset(${expected}::jsonb) as x(control text, part text, count int)),
    watched as (
      select p.organisation_id, part.part from postures p cross join (values ('aep'::part), ('cja'::part)) part(part)
      where exists (select from check_standings s where s.organisation_id = p.organisation_id and s.part = part.part)
    ),
    due as (
      select w.organisation_id, x.control, sum(x.count) as expected
      from watched w join expected x on x.part = w.part::text group by 1, 2
    ),
    seen as (
      select s.organisation_id, m.control, count(*) as seen,
        bool_or(s.state = 'fail' and e.check_id is null) as failing,
        bool_or(s.state = 'fail' and e.check_id is not null) as excepted, bool_or(s.state = 'warn') as warning
      from check_standings s join map m on m."check" = s.check_id
      left join (${HELD}) e using (organisation_id, part, check_id) group by 1, 2
    ),
    stand as (
      select d.organisation_id, d.control, case when s.failing then 'not-met'
        when coalesce(s.seen, 0) < d.expected then 'unseen' when s.excepted then 'excepted'
        when s.warning then 'warning' else 'met' end as state
      from due d left join seen s using (organisation_id, control) where d.expected > 0
    )`;
}

const none = (): StateCounts => Object.fromEntries(CONTROL_STATES.map((state) => [state, 0])) as StateCounts;

/** In how many organisations each control of a framework stands how. */
export async function countControls(
  tx: Transaction,
  framework: Framework,
): Promise<{ controls: Map<string, StateCounts>; total: number }> {
  const prisma = prismaOf(tx);
  const rows = await prisma.$queryRaw<{ control: string; state: ControlState; count: number }[]>`
    with ${stateOf(framework)}
    select control, state, count(*)::int as count from stand group by 1, 2`;
  const [all] = await prisma.$queryRaw<{ total: number }[]>`select count(*)::int as total from postures`;
  const total = all?.total ?? 0;
  const controls = new Map(controlsOf(framework).map(({ id }) => [id, none()]));
  for (const { control, state, count } of rows) {
    const counts = controls.get(control);
    if (counts) counts[state] = count;
  }
  for (const counts of controls.values())
    counts["not-watched"] = total - CONTROL_STATES.reduce((sum, state) => sum + counts[state], 0);
  return { controls, total };
}

type OrganisationRow = { id: string; name: string; verified_at: Date | null; counts: StateCounts | null };

/** A page of organisations by how many controls they do not meet. */
export async function listByControls(
  tx: Transaction,
  framework: Framework,
  page: number,
): Promise<{ id: string; name: string; counts: StateCounts; verifiedAt: string | null }[]> {
  const rows = await prismaOf(tx).$queryRaw<OrganisationRow[]>`
    with ${stateOf(framework)},
    counted as (select organisation_id, state, count(*) as count from stand group by 1, 2),
    summed as (
      select organisation_id, jsonb_object_agg(state, count) as counts,
        sum(count) filter (where state = 'not-met') as bad, sum(count) filter (where state = 'unseen') as unseen
      from counted group by 1
    )
    select o.id::text, o.name, p.verified_at, s.counts
    from postures p join organisations o on o.id = p.organisation_id
    left join summed s on s.organisation_id = p.organisation_id
    order by s.bad desc nulls last, s.unseen desc nulls last, o.name, o.id
    limit ${PAGE_SIZE}::int offset ${(page - 1) * PAGE_SIZE}::int`;
  const controls = controlsOf(framework).length;
  return rows.map(({ id, name, counts, verified_at }) => ({
    id,
    name,
    counts: counts === null ? { ...none(), "not-watched": controls } : { ...none(), ...counts },
    verifiedAt: verified_at?.toISOString() ?? null,
  }));
}
