import "server-only";
import { deleteOldRateLimits } from "@/lib/db/rate-limits";
import type { Scope } from "@/lib/db/scope";
import { deleteOldSessions } from "@/lib/db/sessions";
import { deleteOldSignInFlows } from "@/lib/db/sign-in-flows";
import { withScope } from "@/lib/db/transaction";

/** How long an ended session stays visible to those who look into a break-in. */
const SESSIONS_DAYS = 30;

/** Forgets what is over and of no use any more: sessions, trips to the sign-in page, counted turns. */
export async function tidyUp({ scope }: { scope: Scope }, at: Date): Promise<void> {
  await withScope(scope, (tx) =>
    deleteOldSessions(tx, new Date(at.getTime() - SESSIONS_DAYS * 24 * 3_600_000)),
  );
  await deleteOldSignInFlows(at);
  await deleteOldRateLimits(at);
}
