import "server-only";
import { openSession } from "@/lib/db/sessions";
import { env } from "@/lib/env";
import { readCookie } from "./cookies";
import { personOf } from "./person-of";
import type { Session } from "./session";

/** Cookies that Clavis made: 32 random bytes in base64url. Anything else is not worth a question to the database. */
const COOKIE_PATTERN = /^[A-Za-z0-9_-]{43}$/;

/** The live session behind a request's cookie, in one round trip to the database; null when there is none. */
export async function readSession(headers: Headers): Promise<Session | null> {
  const value = readCookie(headers, "session");
  if (!value || !COOKIE_PATTERN.test(value)) return null;
  const open = await openSession(value, new Date(), env().SESSION_IDLE_MINUTES * 60);
  if (!open) return null;
  const { session, user, memberships } = open;
  return { id: session.id, ...personOf(user, memberships) };
}
