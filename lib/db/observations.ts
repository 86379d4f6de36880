import "server-only";
import type { FactSubject, FactValue, Observed, PartFacts, Source, VendorFailure } from "@/lib/cmk/facts";
import type { PartId } from "@/lib/cmk/parts";
import { Prisma } from "./generated/client";
import { hashOf, toJson } from "./json";
import { newId } from "./new-id";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type Facts = { value: FactValue<FactSubject> } | { failure: VendorFailure };

/** What was seen of one subject, from the first to the last time that it looked like this. */
export type Observation = {
  id: string;
  part: PartId;
  subject: FactSubject;
  facts: Facts;
  source: Source;
  firstObservedAt: Date;
  lastObservedAt: Date;
};

/** A failure is the same one whatever its request id: else every poll of a closed door would be a new row. */
export function hashFacts(facts: Facts): string {
  if (!("failure" in facts)) return hashOf(facts);
  const { kind, vendor, status, code } = facts.failure;
  return hashOf({ failure: { kind, vendor, status, code } });
}

/**
 * Stores what was observed of one part. Facts like the newest of their subject only move its time; a look
 * that is older than the newest is dropped. Returns the subjects whose facts changed.
 */
export async function recordObservations(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  facts: PartFacts,
): Promise<FactSubject[]> {
  const rows = (Object.entries(facts) as [FactSubject, Observed<FactValue<FactSubject>>][]).map(
    ([subject, seen]) => {
      const { at, source, ...rest } = seen;
      return {
        id: newId(),
        organisationId,
        part,
        subject,
        source,
        facts: rest,
        hash: hashFacts(rest),
        at: new Date(at),
      };
    },
  );
  if (rows.length === 0) return [];
  const prisma = prismaOf(tx);
  const looks = rows.map((row) => Prisma.sql`(${row.subject}, ${row.hash}, ${row.at}::timestamptz)`);
  // Two looks at once: the lock makes the second one see what the first one wrote.
  await prisma.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`clavis.observations:${organisationId}`}, 0))`;
  const kept = await prisma.$queryRaw<{ subject: string }[]>`
    with look (subject, hash, at) as (values ${Prisma.join(looks)})
    update observations o
    set last_observed_at = case when o.hash = look.hash then greatest(o.last_observed_at, look.at) else o.last_observed_at end,
        newest = o.hash = look.hash or o.last_observed_at > look.at
    from look
    where o.organisation_id = ${organisationId}::uuid and o.part = ${part}::part and o.newest and o.subject = look.subject
    returning case when o.newest then o.subject end as subject`;
  const known = new Set(kept.map((row) => row.subject));
  const changed = rows.filter((row) => !known.has(row.subject));
  if (changed.length > 0) {
    await prisma.observation.createMany({
      data: changed.map(({ at, ...row }) => ({
        ...row,
        facts: toJson(row.facts) as object,
        firstObservedAt: at,
        lastObservedAt: at,
      })),
    });
  }
  return changed.map((row) => row.subject);
}

/** The newest observation of every subject of both parts. */
export async function latestObservations(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<Observation[]> {
  const rows = await prismaOf(tx).observation.findMany({ where: { organisationId, newest: true } });
  return rows as unknown as Observation[];
}

/**
 * What was known at some moments of the past: for each the observation of every subject that was the newest then. A
 * later look that saw the same does not make a fact of then newer than then.
 */
export async function observationsAt(
  tx: Transaction,
  organisationId: OrganisationId,
  moments: readonly Date[],
): Promise<(Observation & { moment: Date })[]> {
  return prismaOf(tx).$queryRaw`
    select m.moment, o.id, o.part, o.subject, o.facts, o.source, o."firstObservedAt",
      least(o.last_observed_at, m.moment) as "lastObservedAt"
    from unnest(${moments}::timestamptz[]) m (moment), lateral (
      select distinct on (part, subject) id, part::text, subject, facts, source,
        first_observed_at as "firstObservedAt", last_observed_at
      from observations where organisation_id = ${organisationId}::uuid and first_observed_at <= m.moment
      order by part, subject, first_observed_at desc) o`;
}

/** The history of a subject, newest first. */
export async function listObservations(
  tx: Transaction,
  organisationId: OrganisationId,
  filter: { part?: PartId; subject?: FactSubject; limit?: number } = {},
): Promise<Observation[]> {
  const { limit = 100, ...where } = filter;
  const rows = await prismaOf(tx).observation.findMany({
    where: { organisationId, ...where },
    orderBy: [{ firstObservedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows as unknown as Observation[];
}

/** Observations of one part in the shape that the rules take. `at`: when it was last seen like this. */
export function toPartFacts(observations: readonly Observation[], part: PartId): PartFacts {
  const own = observations.filter((observation) => observation.part === part);
  const entries = own.map(({ subject, facts, source, lastObservedAt }) => {
    return [subject, { ...facts, source, at: lastObservedAt.toISOString() }];
  });
  return Object.fromEntries(entries) as PartFacts;
}
