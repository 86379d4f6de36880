import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import { Prisma } from "./generated/client";
import type { Observation } from "./observations";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** What was seen of some subjects until a time, newest first: enough to find when a field turned to what it is. */
export async function observationsUntil(
  tx: Transaction,
  organisationId: OrganisationId,
  subjects: readonly { part: PartId; subject: string }[],
  { until, limit }: { until: Date; limit: number },
): Promise<Observation[]> {
  if (subjects.length === 0) return [];
  const [parts, names] = [subjects.map(({ part }) => part), subjects.map(({ subject }) => subject)];
  return prismaOf(tx).$queryRaw`
    select o.* from unnest(${parts}::part[], ${names}::text[]) s (part, subject), lateral (
      select id, part::text, subject, facts, source, first_observed_at as "firstObservedAt",
        last_observed_at as "lastObservedAt"
      from observations where organisation_id = ${organisationId}::uuid
        and part = s.part and subject = s.subject and first_observed_at <= ${until}
      order by first_observed_at desc, id desc limit ${limit}) o
    order by o."firstObservedAt" desc, o.id desc`;
}

export type AzureChange = {
  at: Date;
  operation: string;
  caller: string | null;
  resourceId: string;
  status: string;
};

/** What Azure recorded of a part in a span of time, newest first. */
export async function listAzureChanges(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  span: { from: Date; to: Date },
): Promise<AzureChange[]> {
  return prismaOf(tx).activityRecord.findMany({
    where: { organisationId, part, at: { gte: span.from, lte: span.to } },
    select: { at: true, operation: true, caller: true, resourceId: true, status: true },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: 200,
  });
}

export type AuditCause = {
  id: string;
  at: Date;
  actorName: string;
  action: string;
  subject: string;
  after: unknown;
};

/** Entries of the trail: those that are named, and those of some parts in a span of time. */
export async function listAuditCauses(
  tx: Transaction,
  organisationId: OrganisationId,
  wanted: { ids: string[] } | { actions: string[]; parts: readonly PartId[]; from: Date; to: Date },
): Promise<AuditCause[]> {
  const where =
    "ids" in wanted
      ? Prisma.sql`id = any (${wanted.ids}::uuid[])`
      : Prisma.sql`action = any (${wanted.actions}) and split_part(subject, '/', 1) = any (${wanted.parts})
          and at between ${wanted.from} and ${wanted.to}`;
  return prismaOf(tx).$queryRaw`
    select id, at, actor_name as "actorName", action, subject, after
    from audit_entries where organisation_id = ${organisationId}::uuid and ${where}
    order by at desc, id desc limit 200`;
}
