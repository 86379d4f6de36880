import "server-only";
import { database } from "./client";
import { sha256 } from "./json";
import type { Membership } from "./memberships";
import { prismaOf, type Transaction } from "./transaction";
import { reaching } from "./unavailable";
import type { User } from "./users";

export type Session = { id: string; userId: string; createdAt: Date; lastSeenAt: Date; expiresAt: Date };
export type OpenSession = { session: Session; user: User; memberships: Membership[] };

/** The id that a session is stored under: the cookie's value itself is kept nowhere. */
export function sessionId(cookieValue: string): string {
  return sha256(cookieValue);
}

/** Begins a session. `expiresAt` is its absolute end; idleness is judged when it is opened. */
export async function createSession(
  tx: Transaction,
  session: { cookieValue: string; userId: string; at: Date; expiresAt: Date; userAgent: string | null },
): Promise<Session> {
  const { cookieValue, userId, at, expiresAt, userAgent } = session;
  const dates = { createdAt: at, lastSeenAt: at, expiresAt };
  const agent = userAgent?.slice(0, 400) ?? null;
  return prismaOf(tx).session.create({
    data: { id: sessionId(cookieValue), userId, ...dates, userAgent: agent },
  });
}

/** As jsonb gives it: dates are texts. */
type Stored<T> = {
  [Field in keyof T]: T[Field] extends Date
    ? string
    : T[Field] extends Date | null
      ? string | null
      : T[Field];
};
type Found = { session: Stored<Session>; user: Stored<User>; memberships: Membership[] };

/**
 * The live session behind a cookie, with its person and memberships, in one round trip; null when it has
 * ended, expired or idled for longer than `idleSeconds`. Being seen is written down once a minute.
 */
export async function openSession(
  cookieValue: string,
  at: Date,
  idleSeconds: number,
): Promise<OpenSession | null> {
  const idleSince = new Date(at.getTime() - idleSeconds * 1_000);
  const touchBefore = new Date(at.getTime() - 60_000);
  const asked = database().pool.query<{ found: Found | null }>({
    name: "open-session",
    text: "select clavis_open_session($1, $2, $3, $4) as found",
    values: [sessionId(cookieValue), at.toISOString(), idleSince.toISOString(), touchBefore.toISOString()],
  });
  const { rows } = await reaching(asked);
  const found = rows[0]?.found;
  if (!found) return null;
  const { session, user, memberships } = found;
  return {
    session: {
      ...session,
      createdAt: new Date(session.createdAt),
      lastSeenAt: new Date(session.lastSeenAt),
      expiresAt: new Date(session.expiresAt),
    },
    user: {
      ...user,
      createdAt: new Date(user.createdAt),
      lastSignInAt: user.lastSignInAt === null ? null : new Date(user.lastSignInAt),
    },
    memberships,
  };
}

/** Ends a session; nothing happens when it has ended. */
export async function endSession(tx: Transaction, id: string, at: Date): Promise<void> {
  await prismaOf(tx).session.updateMany({ where: { id, endedAt: null }, data: { endedAt: at } });
}

/** A person's live sessions, the one seen last first. */
export async function listSessionsOf(
  tx: Transaction,
  userId: string,
  at: Date,
): Promise<(Session & { userAgent: string | null })[]> {
  return prismaOf(tx).session.findMany({
    where: { userId, endedAt: null, expiresAt: { gt: at } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
  });
}

/** Ends a live session of this person; says whether there was one. */
export async function endOwnSession(
  tx: Transaction,
  { id, userId, at }: { id: string; userId: string; at: Date },
): Promise<boolean> {
  const where = { id, userId, endedAt: null, expiresAt: { gt: at } };
  return (await prismaOf(tx).session.updateMany({ where, data: { endedAt: at } })).count > 0;
}

/** Ends all sessions of a person, and says how many were live. */
export async function endSessionsOf(
  tx: Transaction,
  userId: string,
  at: Date,
  but: string | null = null,
): Promise<number> {
  const where = { userId, endedAt: null, expiresAt: { gt: at }, ...(but ? { id: { not: but } } : {}) };
  return (await prismaOf(tx).session.updateMany({ where, data: { endedAt: at } })).count;
}

/** Deletes sessions that ended or expired before this time. */
export async function deleteOldSessions(tx: Transaction, before: Date): Promise<number> {
  const where = { OR: [{ expiresAt: { lt: before } }, { endedAt: { lt: before } }] };
  return (await prismaOf(tx).session.deleteMany({ where })).count;
}
