import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import type { TimelineSource } from "@/lib/cmk/timeline/timeline-views";
import { type AuditEntry, Prisma } from "./generated/client";
import type { Observation } from "./observations";
import { readRows } from "./read-rows";
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

/** Where the entries of a source are, as e: their time, which of them are of a part, and their words of people. */
type Place = {
  table: string;
  at: string;
  only?: string;
  part?: (part: PartId) => Prisma.Sql;
  words?: string[];
};

const ofPart = (part: PartId) => Prisma.sql`e.part = ${part}::part`;

const PLACES: Record<TimelineSource, Place> = {
  audit: {
    table: "audit_entries",
    at: "at",
    // Notes stand for themselves.
    only: "not starts_with(e.action, 'note.')",
    part: (part) => Prisma.sql`starts_with(e.subject, ${part})`,
    words: ["actor_name", "subject", "action"],
  },
  observation: { table: "observations", at: "first_observed_at", part: ofPart },
  finding: {
    table: "finding_events",
    at: "at",
    part: (part) =>
      Prisma.sql`exists (select from findings f where f.id = e.finding_id and f.part = ${part}::part)`,
  },
  activity: {
    table: "activity_records",
    at: "at",
    part: ofPart,
    words: ["caller", "operation", "resource_id"],
  },
  adobe: { table: "adobe_events", at: "received_at", words: ["kind", "code"] },
  note: {
    table: "notes",
    at: "at",
    only: "e.removed_at is null",
    part: ofPart,
    words: ["author_name", "text"],
  },
};

/** The newest entries of one source; null where what is asked for cannot be in it. */
function newestIn(
  source: TimelineSource,
  organisationId: OrganisationId,
  stretch: Stretch,
): Prisma.Sql | null {
  const { before, from, to, part, search, limit } = stretch;
  const place = PLACES[source];
  if ((part && !place.part) || (search && !place.words)) return null;
  const at = Prisma.raw(`e.${place.at}`);
  const pattern = `%${(search ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const conditions = [
    Prisma.sql`e.organisation_id = ${organisationId}::uuid`,
    ...(place.only ? [Prisma.raw(place.only)] : []),
    ...(from ? [Prisma.sql`${at} >= ${from}`] : []),
    ...(to ? [Prisma.sql`${at} < ${to}`] : []),
    ...(before ? [Prisma.sql`(${at}, e.id) < (${before.at}, ${before.id}::uuid)`] : []),
    ...(part && place.part ? [place.part(part)] : []),
    ...(search
      ? [
          Prisma.sql`concat_ws(chr(10), ${Prisma.raw((place.words ?? []).map((word) => `e.${word}`).join())}) ilike ${pattern}`,
        ]
      : []),
  ];
  return Prisma.sql`(select ${source} as source, e.id, ${at} as at from ${Prisma.raw(place.table)} e
    where ${Prisma.join(conditions, " and ")} order by ${at} desc, e.id desc limit ${limit})`;
}

/** Which entries a page has, by source: asked of all sources at once. */
async function newestOf(
  tx: Transaction,
  organisationId: OrganisationId,
  sources: readonly TimelineSource[],
  stretch: Stretch,
): Promise<(source: TimelineSource) => { in: string[] } | null> {
  const asked = sources.flatMap((source) => newestIn(source, organisationId, stretch) ?? []);
  const found =
    asked.length === 0
      ? []
      : await prismaOf(tx).$queryRaw<{ source: TimelineSource; key: string }[]>`
          select source, id::text as key from (${Prisma.join(asked, " union all ")}) e
          order by e.at desc, e.id desc limit ${stretch.limit}`;
  return (source) => {
    const ids = found.filter((entry) => entry.source === source).map(({ key }) => key);
    return ids.length > 0 ? { in: ids } : null;
  };
}

/** Events with what they are about. */
async function withFindings<T extends { findingId: string }>(tx: Transaction, events: T[]) {
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

/** One page over all sources: the rows of each, in no order. Searches are for sources with words of people. */
export async function readTimeline(
  tx: Transaction,
  organisationId: OrganisationId,
  sources: readonly TimelineSource[],
  stretch: Stretch,
) {
  const prisma = prismaOf(tx);
  const found = await newestOf(tx, organisationId, sources, stretch);
  const rowsOf = async <T>(source: TimelineSource, read: (id: { in: string[] }) => Promise<T[]>) => {
    const id = found(source);
    return id ? read(id) : [];
  };
  return {
    audit: await rowsOf("audit", (id) =>
      readRows<AuditEntry>(tx, Prisma.sql`select * from audit_entries where id = any (${id.in}::uuid[])`),
    ),
    observations: (await rowsOf("observation", (id) =>
      prisma.observation.findMany({ where: { id } }),
    )) as unknown as Observation[],
    findings: await rowsOf("finding", async (id) =>
      withFindings(tx, await prisma.findingEvent.findMany({ where: { id } })),
    ),
    activity: await rowsOf("activity", (id) => prisma.activityRecord.findMany({ where: { id } })),
    adobe: await rowsOf("adobe", (id) => prisma.adobeEvent.findMany({ where: { id }, omit: { body: true } })),
    notes: await rowsOf("note", (id) => prisma.note.findMany({ where: { id } })),
  };
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
