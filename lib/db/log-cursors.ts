import "server-only";
import type { LogSource } from "@/lib/cmk/activity/activity";
import type { LogState } from "@/lib/cmk/activity/match-activity";
import type { VendorFailure } from "@/lib/cmk/facts";
import type { PartId } from "@/lib/cmk/parts";
import { type LogCursor, Prisma } from "./generated/client";
import { toJson } from "./json";
import { readRows } from "./read-rows";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** How far the logs of an organisation were read. */
export async function listLogStates(tx: Transaction, organisationId: OrganisationId): Promise<LogState[]> {
  return (await listLogStatesOf(tx, [organisationId])).map(({ organisationId: _own, ...state }) => state);
}

/** The same of several organisations in scope. */
export async function listLogStatesOf(
  tx: Transaction,
  organisationIds: readonly string[],
): Promise<(LogState & { organisationId: string })[]> {
  const rows = await readRows<LogCursor>(
    tx,
    Prisma.sql`select * from log_cursors where organisation_id = any (${organisationIds}::uuid[])`,
  );
  return rows.map(({ organisationId, part, source, readUntil, failure }) => ({
    organisationId,
    part,
    source: source as LogSource,
    readUntil: readUntil.toISOString(),
    failure: failure as VendorFailure | null,
  }));
}

/** Remembers how far a log was read; after a failure it is as far as before. */
export async function saveLogState(
  tx: Transaction,
  organisationId: OrganisationId,
  state: { part: PartId; source: LogSource; readUntil: Date; readAt: Date; failure: VendorFailure | null },
): Promise<void> {
  const { part, source, failure, ...times } = state;
  const data = { ...times, failure: failure ? (toJson(failure) as object) : Prisma.DbNull };
  await prismaOf(tx).logCursor.upsert({
    where: { organisationId_part_source: { organisationId, part, source } },
    create: { organisationId, part, source, ...data },
    update: data,
  });
}
