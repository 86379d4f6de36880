import "server-only";
import { interruptStale } from "@/lib/db/attempts";
import { appendAudit } from "@/lib/db/audit";
import type { Transaction } from "@/lib/db/transaction";
import type { Context } from "../context";

/** An attempt without a sign of life for this long has lost its process. */
export const STALE_AFTER_SECONDS = 60;
export const HEARTBEAT_SECONDS = 15;

/** Ends the attempts in scope whose process went away, so that their steps can be looked at and tried again. */
export async function interruptStaleAttempts(tx: Transaction, context: Context): Promise<number> {
  const now = context.now();
  const before = new Date(now.getTime() - STALE_AFTER_SECONDS * 1000);
  const ended = await interruptStale(tx, before, now);
  for (const attempt of ended) {
    await appendAudit(tx, {
      organisationId: attempt.organisationId,
      at: now,
      actor: { kind: "system", name: "Clavis" },
      action: "step.apply-interrupted",
      subject: `${attempt.part}/${attempt.step}`,
      after: { attempt: attempt.id, startedBy: attempt.startedByName },
      correlationId: context.correlationId,
    });
  }
  return ended.length;
}
