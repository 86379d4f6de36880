import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import type { Observation } from "./observations";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** What was seen of one subject until a time, newest first: enough to find when a field turned to what it is. */
export async function observationsBetween(
  tx: Transaction,
  organisationId: OrganisationId,
  where: { part: PartId; subject: string; until: Date; limit: number },
): Promise<Observation[]> {
  const { part, subject, until, limit } = where;
  const rows = await prismaOf(tx).observation.findMany({
    where: { organisationId, part, subject, firstObservedAt: { lte: until } },
    orderBy: [{ firstObservedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows as unknown as Observation[];
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

/** Entries of the trail: those that are named, and those of a part in a span of time. */
export async function listAuditCauses(
  tx: Transaction,
  organisationId: OrganisationId,
  wanted: { ids: string[] } | { actions: string[]; part: PartId; from: Date; to: Date },
): Promise<AuditCause[]> {
  const where =
    "ids" in wanted
      ? { id: { in: wanted.ids } }
      : {
          action: { in: wanted.actions },
          subject: { startsWith: `${wanted.part}/` },
          at: { gte: wanted.from, lte: wanted.to },
        };
  return prismaOf(tx).auditEntry.findMany({
    where: { organisationId, ...where },
    select: { id: true, at: true, actorName: true, action: true, subject: true, after: true },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: 200,
  });
}
