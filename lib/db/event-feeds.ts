import "server-only";
import { timingSafeEqual } from "node:crypto";
import type { FeedProblem } from "@/lib/cmk/events/feed-schemas";
import { AppError } from "@/lib/errors";
import type { EventFeed as Row } from "./generated/client";
import { sha256, toJson } from "./json";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** What Adobe I/O Events is told to send to, and how far its journal was read. The address's secret is not in it. */
export type EventFeed = Omit<Row, "addressHash" | "problem" | "updatedAt" | "leasedUntil" | "pollDueAt"> & {
  problem: FeedProblem | null;
};

function fromRow({
  addressHash: _hash,
  problem,
  updatedAt: _at,
  leasedUntil: _l,
  pollDueAt: _d,
  ...row
}: Row): EventFeed {
  return { ...row, problem: problem as FeedProblem | null };
}

/** The feed of an organisation; null while nobody has begun one. */
export async function getEventFeed(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<EventFeed | null> {
  const row = await prismaOf(tx).eventFeed.findUnique({ where: { organisationId } });
  return row && fromRow(row);
}

/** Whether this is the secret of the organisation's webhook address. Takes as long for a wrong one as for a right one. */
export async function isFeedSecret(
  tx: Transaction,
  organisationId: OrganisationId,
  secret: string,
): Promise<boolean> {
  const row = await prismaOf(tx).eventFeed.findUnique({
    where: { organisationId },
    select: { addressHash: true },
  });
  const given = Buffer.from(sha256(secret));
  return row?.addressHash ? timingSafeEqual(given, Buffer.from(row.addressHash)) : false;
}

/** Keeps the address whose secret this is, in place of the one before. Throws CONFLICT (changed-meanwhile). */
export async function saveFeedAddress(
  tx: Transaction,
  organisationId: OrganisationId,
  { secret, replaces, at }: { secret: string; replaces: Date | null; at: Date },
): Promise<void> {
  const prisma = prismaOf(tx);
  await prisma.eventFeed.createMany({ data: [{ organisationId }], skipDuplicates: true });
  const { count } = await prisma.eventFeed.updateMany({
    where: { organisationId, addressMadeAt: replaces },
    data: { addressHash: sha256(secret), addressMadeAt: at, challengedAt: null },
  });
  if (count === 0) throw changedMeanwhile();
}

function changedMeanwhile(): AppError {
  return new AppError("CONFLICT", "The event feed was changed meanwhile.", {
    details: { reason: "changed-meanwhile" },
  });
}

type Ids = Pick<EventFeed, "consumerOrgId" | "projectId" | "workspaceId" | "registrationId">;

/** Keeps which registration it is; what was known of another one is forgotten. Throws CONFLICT (changed-meanwhile). */
export async function saveFeedIds(
  tx: Transaction,
  organisationId: OrganisationId,
  ids: Ids,
  { revision, at }: { revision: number; at: Date },
): Promise<void> {
  const prisma = prismaOf(tx);
  const fresh = { status: null, statusAt: null, journalUrl: null, journalNext: null, journalReadAt: null };
  const data = { ...ids, ...fresh, problem: toJson(null), pollDueAt: at, leasedUntil: null };
  if (revision === 0) {
    const { count } = await prisma.eventFeed.createMany({
      data: [{ organisationId, ...data }],
      skipDuplicates: true,
    });
    if (count === 0) throw changedMeanwhile();
    return;
  }
  const { count } = await prisma.eventFeed.updateMany({
    where: { organisationId, revision },
    data: { ...data, revision: { increment: 1 } },
  });
  if (count === 0) throw changedMeanwhile();
}

/** Keeps what a delivery, a challenge or a look at Adobe told; `revision`: only while it is the same registration. */
export async function noteOnFeed(
  tx: Transaction,
  organisationId: OrganisationId,
  note: Partial<
    Pick<
      EventFeed,
      "challengedAt" | "lastEventAt" | "status" | "statusAt" | "journalUrl" | "journalNext" | "journalReadAt"
    >
  > & { problem?: FeedProblem | null; pollDueAt?: Date; leasedUntil?: Date | null },
  revision?: number,
): Promise<void> {
  const { problem, ...rest } = note;
  const data = { ...rest, ...(problem === undefined ? {} : { problem: toJson(problem) }) };
  await prismaOf(tx).eventFeed.updateMany({ where: { organisationId, revision }, data });
}

/** Takes feeds whose registration and journal are due, for one worker until `leaseUntil`. */
export async function claimDueFeeds(
  tx: Transaction,
  { at, leaseUntil, most }: { at: Date; leaseUntil: Date; most: number },
): Promise<{ organisationId: string }[]> {
  return prismaOf(tx).$queryRaw`
    update event_feeds set leased_until = ${leaseUntil}
    where organisation_id in (
      select organisation_id from event_feeds
      where registration_id is not null and poll_due_at <= ${at} and (leased_until is null or leased_until <= ${at})
      order by poll_due_at limit ${most} for update skip locked
    )
    returning organisation_id::text as "organisationId"`;
}
