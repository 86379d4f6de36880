import "server-only";
import { appendAudit } from "@/lib/db/audit";
import { endOwnSession, endSessionsOf } from "@/lib/db/sessions";
import { withScope } from "@/lib/db/transaction";
import { getUser } from "@/lib/db/users";
import { AppError } from "@/lib/errors";
import { auditActor } from "../audit/audit-actor";
import type { WideContext } from "../wide-context";
import { requireEverywhere } from "./require-everywhere";

/**
 * Ends one session of a person, or all of them (`session` null) but the one that asks. Throws FORBIDDEN, NOT_FOUND.
 */
export async function endPersonSessions(
  context: WideContext,
  userId: string,
  { session, asking }: { session: string | null; asking: string },
): Promise<{ ended: number }> {
  requireEverywhere(context);
  const at = context.now();
  return withScope(context.scope, async (tx) => {
    const { upn } = await getUser(tx, userId);
    const ended = session
      ? Number(await endOwnSession(tx, { id: session, userId, at }))
      : await endSessionsOf(tx, userId, at, asking);
    if (session && ended === 0) throw new AppError("NOT_FOUND", "There is no such session.");
    if (ended > 0)
      await appendAudit(tx, {
        organisationId: null,
        at,
        actor: auditActor(context.actor),
        action: "member.sessions-ended",
        subject: upn,
        after: { ended },
        correlationId: context.correlationId,
      });
    return { ended };
  });
}
