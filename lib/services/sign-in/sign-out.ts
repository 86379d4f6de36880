import "server-only";
import { appendAudit } from "@/lib/db/audit";
import type { Scope } from "@/lib/db/scope";
import { endSession } from "@/lib/db/sessions";
import { dropTokenCache } from "@/lib/db/token-cache";
import { withScope } from "@/lib/db/transaction";

/**
 * Ends a session and forgets the person's tokens: a run of theirs that is still going then says that somebody
 * must sign in again.
 */
export async function signOut(
  systemScope: Scope,
  session: { id: string; user: { id: string; name: string; upn: string } },
  { now, correlationId }: { now: Date; correlationId: string },
): Promise<void> {
  const { id, user } = session;
  await withScope(systemScope, async (tx) => {
    await endSession(tx, id, now);
    const actor = { kind: "user", id: user.id, name: user.name } as const;
    await appendAudit(tx, {
      organisationId: null,
      at: now,
      actor,
      action: "sign-out",
      subject: user.upn,
      correlationId,
    });
  });
  await dropTokenCache(user.id);
}
