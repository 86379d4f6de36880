import "server-only";
import { beatAttempt } from "@/lib/db/attempts";
import { withScope } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";
import { HEARTBEAT_SECONDS } from "./interrupt-stale-attempts";

/** Runs vendor calls while saying every few seconds that the attempt is alive. A missed beat stops nothing. */
export async function keepAlive<T>(
  context: OrganisationContext,
  attemptId: string,
  work: () => Promise<T>,
): Promise<T> {
  const beat = () => {
    withScope(context.scope, (tx) => beatAttempt(tx, attemptId, context.now())).catch(() => undefined);
  };
  const timer = setInterval(beat, HEARTBEAT_SECONDS * 1000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
