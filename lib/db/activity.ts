import "server-only";
import type { ActivityEntry, ActivityRow, LogSource } from "@/lib/cmk/activity/activity";
import type { KeyUseFacts } from "@/lib/cmk/input";
import type { PartId } from "@/lib/cmk/parts";
import type { ActivityRecord } from "./generated/client";
import { newId } from "./new-id";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** Lines that are compared with findings at most: a vault is not changed so often. */
const MOST = 2000;

/** Stores what logs told of a part; what is known already stays as it is. Returns how many were new. */
export async function saveActivity(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  entries: readonly ActivityEntry[],
): Promise<number> {
  if (entries.length === 0) return 0;
  const data = entries.map(({ at, ...entry }) => ({
    id: newId(),
    organisationId,
    part,
    ...entry,
    at: new Date(at),
  }));
  return (await prismaOf(tx).activityRecord.createMany({ data, skipDuplicates: true })).count;
}

const fromRow = (row: ActivityRecord): ActivityRow & { part: PartId } => ({
  id: row.id,
  part: row.part,
  source: row.source as LogSource,
  eventId: row.eventId,
  at: row.at.toISOString(),
  operation: row.operation,
  status: row.status as ActivityRow["status"],
  resourceId: row.resourceId,
  caller: row.caller,
  callerKind: row.callerKind as ActivityRow["callerKind"],
  callerIp: row.callerIp,
  correlationId: row.correlationId,
});

/** What logs told of an organisation between two times, newest first, at most `most`. */
export async function listActivity(
  tx: Transaction,
  organisationId: OrganisationId,
  { part, from, to, most }: { part?: PartId; from: Date; to: Date; most: number },
): Promise<(ActivityRow & { part: PartId })[]> {
  const where = { organisationId, at: { gte: from, lte: to }, ...(part ? { part } : {}) };
  const orderBy = [{ at: "desc" as const }, { id: "desc" as const }];
  return (await prismaOf(tx).activityRecord.findMany({ where, orderBy, take: most })).map(fromRow);
}

/** What logs told of an organisation in any of some spans, oldest first. */
export async function listActivityIn(
  tx: Transaction,
  organisationId: OrganisationId,
  spans: readonly { part: PartId; from: string; to: string }[],
): Promise<(ActivityRow & { part: PartId })[]> {
  const within = spans.map(({ part, from, to }) => ({
    part,
    at: { gte: new Date(from), lte: new Date(to) },
  }));
  const where = { organisationId, OR: within };
  const rows = await prismaOf(tx).activityRecord.findMany({ where, orderBy: { at: "desc" }, take: MOST });
  return rows.map(fromRow);
}

/** Moves on when each application last used each version of the key; an older look takes nothing back. */
export async function saveKeyUses(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  uses: readonly KeyUseFacts[],
  readAt: Date,
): Promise<void> {
  for (const { applicationId, operation, keyVersion, lastAt, callerIp = null } of uses)
    await prismaOf(tx).$executeRaw`
      insert into key_uses (organisation_id, part, application_id, operation, key_version, last_at, caller_ip, read_at)
      values (${organisationId}::uuid, ${part}::part, ${applicationId}, ${operation}, ${keyVersion},
        ${new Date(lastAt)}, ${callerIp}, ${readAt})
      on conflict (organisation_id, part, application_id, operation, key_version) do update
        set last_at = excluded.last_at, caller_ip = excluded.caller_ip, read_at = excluded.read_at
        where key_uses.last_at < excluded.last_at`;
}

/** When applications last used the keys of these organisations, all of them in scope. */
export async function listKeyUsesOf(
  tx: Transaction,
  organisationIds: readonly string[],
): Promise<(KeyUseFacts & { part: PartId; organisationId: string })[]> {
  const where = { organisationId: { in: [...organisationIds] } };
  const rows = await prismaOf(tx).keyUse.findMany({ where, orderBy: { lastAt: "desc" } });
  return rows.map(({ organisationId, part, applicationId, operation, keyVersion, lastAt, callerIp }) => ({
    organisationId,
    part,
    applicationId,
    operation,
    keyVersion,
    lastAt: lastAt.toISOString(),
    callerIp,
  }));
}
