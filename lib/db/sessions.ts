import "server-only";
import { database } from "./client";
import { sha256 } from "./json";
import type { Membership } from "./memberships";
import { prismaOf, type Transaction } from "./transaction";
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
  return prismaOf(tx).session.create({ data: { id: sessionId(cookieValue), userId, ...dates, userAgent: agent } });
}

type Row = Record<string, never>;
const date = (text: string) => new Date(text);

/**
 * The live session behind a cookie, with its person and memberships, in one round trip; null when it has
 * ended, expired or idled for longer than `idleSeconds`. Being seen is written down once a minute.
 */
export async function openSession(cookieValue: string, at: Date, idleSeconds: number): Promise<OpenSession | null> {
  const idleSince = new Date(at.getTime() - idleSeconds * 1_000);
  const touchBefore = new Date(at.getTime() - 60_000);
  const { rows } = await database().pool.query<{ found: Record<"session" | "user", Row> & { memberships: Row[] } }>({
    name: "open-session",
    text: "select clavis_open_session($1, $2, $3, $4) as found",
    values: [sessionId(cookieValue), at.toISOString(), idleSince.toISOString(), touchBefore.toISOString()],
  });
  const found = rows[0]?.found;
  if (!found) return null;
  const { session: s, user: u, memberships } = found;
  return {
    session: {
      id: s.id,
      userId: s.user_id,
      createdAt: date(s.created_at),
      lastSeenAt: date(s.last_seen_at),
      expiresAt: date(s.expires_at),
    },
    user: {
      id: u.id,
      entraTenantId: u.entra_tenant_id,
      entraObjectId: u.entra_object_id,
      upn: u.upn,
      displayName: u.display_name,
      appRoles: u.app_roles,
      locale: u.locale,
      theme: u.theme,
      createdAt: date(u.created_at),
      lastSignInAt: u.last_sign_in_at === null ? null : date(u.last_sign_in_at),
    },
    memberships: memberships.map((m) => ({ id: m.id, userId: m.user_id, organisationId: m.organisation_id, role: m.role })),
  };
}

/** Ends a session; nothing happens when it has ended. */
export async function endSession(tx: Transaction, id: string, at: Date): Promise<void> {
  await prismaOf(tx).session.updateMany({ where: { id, endedAt: null }, data: { endedAt: at } });
}

/** Ends all sessions of a person, and says how many were live. */
export async function endSessionsOf(tx: Transaction, userId: string, at: Date): Promise<number> {
  const where = { userId, endedAt: null, expiresAt: { gt: at } };
  return (await prismaOf(tx).session.updateMany({ where, data: { endedAt: at } })).count;
}

/** Deletes sessions that ended or expired before this time. */
export async function deleteOldSessions(tx: Transaction, before: Date): Promise<number> {
  const where = { OR: [{ expiresAt: { lt: before } }, { endedAt: { lt: before } }] };
  return (await prismaOf(tx).session.deleteMany({ where })).count;
}
