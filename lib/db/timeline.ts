import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import type { TimelineSource } from "@/lib/cmk/timeline/timeline-views";
import type { Observation } from "./observations";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type Stretch = {
  /** Continue after this entry; null: from the newest. */
  before: { at: Date; id: string } | null;
  from?: Date;
  to?: Date;
  part?: PartId;
  search?: string;
  limit: number;
};

const ORDER = (column: string) => [{ [column]: "desc" as const }, { id: "desc" as const }];

/** The part of a query that every source has in common: where the page begins, and the days. */
function within(column: string, { before, from, to }: Stretch) {
  return {
    [column]: { gte: from, lt: to },
    ...(before
      ? { OR: [{ [column]: { lt: before.at } }, { [column]: before.at, id: { lt: before.id } }] }
      : {}),
  };
}

const contains = (search: string) => ({
  contains: search.replace(/[\\%_]/g, "\\$&"),
  mode: "insensitive" as const,
});
/** One of these columns holds what is looked for. */
const anyOf = (search: string | undefined, columns: string[]) =>
  search ? { AND: [{ OR: columns.map((column) => ({ [column]: contains(search) })) }] } : {};

/** Events with what they are about. A relation would be asked for even where there is no event. */
async function withFindings<T extends { findingId: string }>(tx: Transaction, events: T[]) {
  if (events.length === 0) return [];
  const findings = await prismaOf(tx).finding.findMany({
    where: { id: { in: events.map(({ findingId }) => findingId) } },
    select: {
      id: true,
      part: true,
      checkId: true,
      alerts: { select: { id: true }, take: 1, orderBy: { openedAt: "desc" } },
    },
  });
  return events.flatMap((event) => {
    const finding = findings.find(({ id }) => id === event.findingId);
    return finding ? [{ ...event, finding }] : [];
  });
}

/** One page of each source, newest first: merging them is the caller's. Searches are for sources with words of people. */
export async function readTimeline(
  tx: Transaction,
  organisationId: OrganisationId,
  sources: readonly TimelineSource[],
  stretch: Stretch,
) {
  const prisma = prismaOf(tx);
  const { part, search, limit: take } = stretch;
  const has = (source: TimelineSource) => sources.includes(source);
  const own = { organisationId, ...(part ? { part } : {}) };
  const page = (column: string) => ({ orderBy: ORDER(column), take });
  const audit = has("audit")
    ? await prisma.auditEntry.findMany({
        where: {
          organisationId,
          // Notes stand for themselves.
          NOT: { action: { startsWith: "note." } },
          ...(part ? { subject: { startsWith: part } } : {}),
          ...within("at", stretch),
          ...anyOf(search, ["actorName", "subject", "action"]),
        },
        ...page("at"),
      })
    : [];
  const observations =
    has("observation") && !search
      ? ((await prisma.observation.findMany({
          where: { ...own, ...within("firstObservedAt", stretch) },
          ...page("firstObservedAt"),
        })) as unknown as Observation[])
      : [];
  const events =
    has("finding") && !search
      ? await prisma.findingEvent.findMany({
          where: { organisationId, ...(part ? { finding: { part } } : {}), ...within("at", stretch) },
          ...page("at"),
        })
      : [];
  const findings = await withFindings(tx, events);
  const activity = has("activity")
    ? await prisma.activityRecord.findMany({
        where: { ...own, ...within("at", stretch), ...anyOf(search, ["caller", "operation", "resourceId"]) },
        ...page("at"),
      })
    : [];
  const adobe =
    has("adobe") && !part
      ? await prisma.adobeEvent.findMany({
          where: { organisationId, ...within("receivedAt", stretch), ...anyOf(search, ["kind", "code"]) },
          omit: { body: true },
          ...page("receivedAt"),
        })
      : [];
  const notes = has("note")
    ? await prisma.note.findMany({
        where: {
          ...own,
          removedAt: null,
          ...within("at", stretch),
          ...anyOf(search, ["authorName", "text"]),
        },
        ...page("at"),
      })
    : [];
  return { audit, observations, findings, activity, adobe, notes };
}

/** For each of these observations what was seen before it of the same subject; left out where nothing was. */
export async function observationsBefore(
  tx: Transaction,
  organisationId: OrganisationId,
  observations: readonly Observation[],
): Promise<Map<string, Observation>> {
  if (observations.length === 0) return new Map();
  const rows = await prismaOf(tx).$queryRaw<{ after: string; id: string; facts: Observation["facts"] }[]>`
    select o.id as after, p.id, p.facts
    from observations o, lateral (
      select id, facts from observations p
      where p.organisation_id = o.organisation_id and p.part = o.part and p.subject = o.subject
        and p.first_observed_at < o.first_observed_at
      order by p.first_observed_at desc limit 1
    ) p
    where o.organisation_id = ${organisationId}::uuid and o.id = any (${observations.map(({ id }) => id)}::uuid[])`;
  return new Map(rows.map(({ after, ...row }) => [after, row as Observation]));
}
