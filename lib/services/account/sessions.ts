import "server-only";
import type { SessionView } from "@/lib/cmk/people/people-views";
import { endOwnSession, endSessionsOf, listSessionsOf, type Session } from "@/lib/db/sessions";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type AccountContext, appendAccountAudit } from "./account-context";

/** Where a person is signed in. The id of a session is a hash: it opens nothing. */
export async function listOwnSessions(context: AccountContext): Promise<SessionView[]> {
  const { person, sessionId, now } = context;
  const rows = await readWithScope(context.scope, (tx) => listSessionsOf(tx, person.id, now()));
  return rows.map((row) => toSessionView(row, sessionId));
}

/** A session as it is shown; `asking` is the id of the one that looks. */
export function toSessionView(
  { id, createdAt, lastSeenAt, expiresAt, userAgent }: Session & { userAgent: string | null },
  asking: string,
): SessionView {
  return {
    id,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    userAgent,
    current: id === asking,
  };
}

/** Ends one of a person's sessions. Throws NOT_FOUND, also for another person's. */
export async function endOneSession(context: AccountContext, id: string): Promise<void> {
  const { person, now } = context;
  await withScope(context.systemScope, async (tx) => {
    if (!(await endOwnSession(tx, { id, userId: person.id, at: now() })))
      throw new AppError("NOT_FOUND", "There is no such session.");
    await appendAccountAudit(tx, context, { action: "session.ended", after: { ended: 1 } });
  });
}

/** Ends all of a person's sessions but the one that asks, and says how many. */
export async function endOtherSessions(context: AccountContext): Promise<{ ended: number }> {
  const { person, sessionId, now } = context;
  return withScope(context.systemScope, async (tx) => {
    const ended = await endSessionsOf(tx, person.id, now(), sessionId);
    if (ended > 0) await appendAccountAudit(tx, context, { action: "session.ended", after: { ended } });
    return { ended };
  });
}
