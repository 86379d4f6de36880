import "server-only";
import type { Verdict } from "@/lib/cmk/compliance";
import type { Cause, ComingKind } from "@/lib/cmk/compliance/compliance-views";
import type { PartId } from "@/lib/cmk/parts";
import { newId } from "../new-id";
import type { Scope } from "../scope";
import { prismaOf, readOnce, type Transaction } from "../transaction";

/** What the rules say of one organisation. `heldSince`: nothing that they rest on has changed since. ISO 8601. */
export type JudgedPosture = {
  organisationId: string;
  verdict: Verdict;
  aep: string;
  cja: string;
  verifiedAt: string | null;
  heldSince: string;
  cause: Cause | null;
  coming: { part: PartId; kind: ComingKind; at: string; subject: string }[];
};

/** Whether there is anything that takeStalePostures would take: asked for every page, so in one round trip. */
export async function areThereStalePostures(scope: Scope, judgedBefore: Date): Promise<boolean> {
  const old = `evaluated_at < '${judgedBefore.toISOString()}'`;
  return (await readOnce(scope, `select 1 as due from postures where stale or ${old} limit 1`)).length > 0;
}

/**
 * Takes organisations whose verdict is to be worked out anew, at most `limit`: something they rest on has changed, or
 * they were judged before `judgedBefore` (time alone can turn a verdict). What changes after this is stale again.
 */
export async function takeStalePostures(
  tx: Transaction,
  { limit, judgedBefore }: { limit: number; judgedBefore: Date },
): Promise<string[]> {
  const rows = await prismaOf(tx).$queryRaw<{ id: string }[]>`
    with changed as (
      select organisation_id from postures where stale limit ${limit}::int for update skip locked
    ), old as (
      select organisation_id from postures where not stale and evaluated_at < ${judgedBefore}
      order by evaluated_at limit ${limit}::int for update skip locked
    ), due as (select * from changed union select * from old)
    update postures p set stale = false from (select * from due limit ${limit}::int) d
    where p.organisation_id = d.organisation_id
    returning p.organisation_id::text as id`;
  return rows.map(({ id }) => id);
}

/** Puts back what was taken and could not be judged. */
export async function returnPostures(tx: Transaction, ids: string[]): Promise<void> {
  await prismaOf(tx).$executeRaw`
    update postures set stale = true where organisation_id = any (${ids}::uuid[]) and not stale`;
}

/**
 * Stores what the rules said at `at`: a period ends and another begins only where the verdict or a part's status is
 * another one. Older than what is stored already: left out.
 */
export async function savePostures(tx: Transaction, judged: JudgedPosture[], at: Date): Promise<void> {
  if (judged.length === 0) return;
  const prisma = prismaOf(tx);
  const ids = judged.map(({ organisationId }) => organisationId);
  const newer = await prisma.$queryRaw<{ id: string }[]>`
    select organisation_id::text as id from postures
    where organisation_id = any (${ids}::uuid[]) and (evaluated_at is null or evaluated_at < ${at})
    order by organisation_id for update`;
  const fresh = new Set(newer.map(({ id }) => id));
  const rows = judged.filter(({ organisationId }) => fresh.has(organisationId));
  const given = JSON.stringify(rows.map(({ coming: _coming, ...row }) => ({ ...row, id: newId() })));
  await prisma.$executeRaw`
    update posture_periods q set to_at = greatest(q.from_at, ${at})
    from jsonb_to_recordset(${given}::jsonb) as g("organisationId" uuid, verdict text, aep text, cja text)
    where q.organisation_id = g."organisationId" and q.to_at is null
      and (q.verdict, q.aep_status, q.cja_status) is distinct from (g.verdict, g.aep, g.cja)`;
  await prisma.$executeRaw`
    insert into posture_periods (id, organisation_id, verdict, aep_status, cja_status, from_at, cause)
    select g.id, g."organisationId", g.verdict, g.aep, g.cja,
      case when exists (select from posture_periods e where e.organisation_id = g."organisationId")
        then ${at} else least(${at}, g."heldSince") end, g.cause
    from jsonb_to_recordset(${given}::jsonb) as g(id uuid, "organisationId" uuid, verdict text, aep text, cja text,
      "heldSince" timestamptz, cause jsonb)
    where not exists (select from posture_periods q where q.organisation_id = g."organisationId" and q.to_at is null)`;
  await prisma.$executeRaw`
    update postures p set verdict = g.verdict, aep_status = g.aep, cja_status = g.cja, verified_at = g."verifiedAt",
      evaluated_at = ${at},
      since = case when p.verdict = g.verdict and p.since is not null then p.since
        else (select q.from_at from posture_periods q where q.organisation_id = p.organisation_id and q.to_at is null) end
    from jsonb_to_recordset(${given}::jsonb) as g("organisationId" uuid, verdict text, aep text, cja text,
      "verifiedAt" timestamptz)
    where p.organisation_id = g."organisationId"`;
  await saveComing(tx, rows);
}

async function saveComing(tx: Transaction, rows: JudgedPosture[]): Promise<void> {
  const ids = rows.map(({ organisationId }) => organisationId);
  const given = JSON.stringify(
    rows.flatMap(({ organisationId, coming }) => coming.map((event) => ({ organisationId, ...event }))),
  );
  await prismaOf(tx).$executeRaw`
    delete from coming_events c where c.organisation_id = any (${ids}::uuid[]) and not exists (
      select from jsonb_to_recordset(${given}::jsonb) as g("organisationId" uuid, part text, kind text)
      where g."organisationId" = c.organisation_id and g.part = c.part::text and g.kind = c.kind)`;
  await prismaOf(tx).$executeRaw`
    insert into coming_events (organisation_id, part, kind, at, subject)
    select g."organisationId", g.part::part, g.kind, g.at, g.subject
    from jsonb_to_recordset(${given}::jsonb) as g("organisationId" uuid, part text, kind text, at timestamptz, subject text)
    on conflict (organisation_id, part, kind) do update set at = excluded.at, subject = excluded.subject
    where (coming_events.at, coming_events.subject) is distinct from (excluded.at, excluded.subject)`;
}
