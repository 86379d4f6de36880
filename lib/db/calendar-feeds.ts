import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/errors";
import { newId } from "./new-id";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type CalendarFeed = {
  id: string;
  organisationId: string;
  createdByName: string;
  createdAt: Date;
  lastReadAt: Date | null;
};

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");
const select = {
  id: true,
  organisationId: true,
  createdByName: true,
  createdAt: true,
  lastReadAt: true,
} as const;

/** Feeds of an organisation that were not revoked, newest first. */
export async function listCalendarFeeds(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<CalendarFeed[]> {
  const where = { organisationId, revokedAt: null };
  return prismaOf(tx).calendarFeed.findMany({ where, select, orderBy: { createdAt: "desc" } });
}

/** Stores a feed; of its secret the digest alone. */
export async function createCalendarFeed(
  tx: Transaction,
  feed: { organisationId: OrganisationId; createdBy: string; createdByName: string; createdAt: Date },
  token: string,
): Promise<CalendarFeed> {
  const data = { id: newId(), ...feed, tokenHash: hashOf(token) };
  return prismaOf(tx).calendarFeed.create({ data, select });
}

/** Ends a feed and says whose it was. Throws NOT_FOUND. */
export async function revokeCalendarFeed(
  tx: Transaction,
  where: { id: string; organisationId: OrganisationId },
  at: Date,
): Promise<CalendarFeed> {
  const [feed] = await prismaOf(tx).calendarFeed.updateManyAndReturn({
    where: { ...where, revokedAt: null },
    data: { revokedAt: at },
    select,
  });
  if (!feed) throw new AppError("NOT_FOUND", "There is no such calendar in scope.");
  return feed;
}

/** The feed behind a secret, in any organisation in scope; null when it was revoked or never was. */
export async function findCalendarFeed(tx: Transaction, token: string): Promise<CalendarFeed | null> {
  return prismaOf(tx).calendarFeed.findFirst({
    where: { tokenHash: hashOf(token), revokedAt: null },
    select,
  });
}

/** Keeps when a feed was read last. */
export async function touchCalendarFeed(tx: Transaction, id: string, at: Date): Promise<void> {
  await prismaOf(tx).calendarFeed.updateMany({ where: { id }, data: { lastReadAt: at } });
}
