import "server-only";
import type { FactSubject } from "@/lib/cmk/facts";
import type { PartId } from "@/lib/cmk/parts";
import { Prisma } from "./generated/client";
import { type Facts, hashFacts } from "./observations";
import { prismaOf, type Transaction } from "./transaction";
import { criticalMovedOn, type WatchIntervals } from "./watches";

/** What one look saw of one subject. `hash`: of its facts, as in `observations`. */
export type SeenAgain = { part: PartId; subject: FactSubject; hash: string; at: string };
export type UnchangedLook = { organisationId: string; at: Date; seen: SeenAgain[] };

/** One fact of a look, in the form that is compared. `at` in ISO 8601. */
export function seenAgain(part: PartId, subject: FactSubject, observed: Facts & { at: string }): SeenAgain {
  const facts = "failure" in observed ? { failure: observed.failure } : { value: observed.value };
  return { part, subject, hash: hashFacts(facts), at: observed.at };
}

/**
 * Ends looks at what is critical that saw what was known before, of several organisations at once: moves the time of
 * their observations on, and their place in the schedule. Returns the organisations for which that is all. Of the
 * others something is another than stored; their look has to be recorded in full.
 */
export async function recordUnchangedLooks(
  tx: Transaction,
  looks: readonly UnchangedLook[],
  intervals: WatchIntervals,
): Promise<Set<string>> {
  const prisma = prismaOf(tx);
  const ids = looks.map(({ organisationId }) => organisationId).sort();
  const facts = looks.flatMap(({ organisationId, seen }) => seen.map((one) => ({ organisationId, ...one })));
  const list = <T>(of: (fact: (typeof facts)[number]) => T) => facts.map(of);
  // The lock of recordObservations, for each of them, always in the same order: nobody waits for each other.
  await prisma.$executeRaw`
    select pg_advisory_xact_lock(hashtextextended('clavis.observations:' || id, 0))
    from unnest(${ids}::text[]) with ordinality as o (id, place) order by place`;
  const moved = criticalMovedOn(Prisma.sql`ended.at`, intervals);
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    with look as (
      select * from unnest(${list((fact) => fact.organisationId)}::uuid[], ${list(({ part }) => part)}::text[],
        ${list(({ subject }) => subject)}::text[], ${list(({ hash }) => hash)}::text[],
        ${list(({ at }) => at)}::timestamptz[]) as l (organisation_id, part, subject, hash, at)
    ), again as (
      update observations o set last_observed_at = greatest(o.last_observed_at, look.at)
      from look
      where o.organisation_id = look.organisation_id and o.part = look.part::part and o.subject = look.subject
        and o.newest and o.hash = look.hash
      returning o.organisation_id
    ), found as (select organisation_id, count(*) as n from again group by 1),
    wanted as (select organisation_id, count(*) as n from look group by 1),
    ended as (
      select wanted.organisation_id, given.at from wanted join found using (organisation_id, n)
      join unnest(${looks.map(({ organisationId }) => organisationId)}::uuid[], ${looks.map(({ at }) => at.toISOString())}::timestamptz[])
        as given (organisation_id, at) using (organisation_id)
    )
    update watches w set leased_until = null, held_until = null, tenant_held_until = null,
      critical_due_at = ${moved}, last_critical_at = ended.at
    from ended where w.organisation_id = ended.organisation_id
    returning w.organisation_id::text as id`;
  return new Set(rows.map(({ id }) => id));
}
