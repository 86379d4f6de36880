import "server-only";
import { handOverState } from "@/lib/cmk/hand-over";
import type { HandOverRow } from "@/lib/cmk/hand-over-views";
import type { Outcome } from "@/lib/cmk/outcome";
import type { HandOver } from "@/lib/db/hand-overs";

/** A hand-over as its organisation sees it; its state follows from the step's status now. */
export function toHandOverRow(handOver: HandOver, outcome: Outcome["kind"], now: Date): HandOverRow {
  const text = (time: Date | null) => time?.toISOString() ?? null;
  const { id, recipient, reason, createdByName, openedByName, withdrawnByName } = handOver;
  return {
    id,
    state: handOverState(handOver, outcome, now),
    recipient,
    reason,
    createdByName,
    createdAt: handOver.createdAt.toISOString(),
    expiresAt: handOver.expiresAt.toISOString(),
    openedAt: text(handOver.openedAt),
    openedByName,
    checkedAt: text(handOver.checkedAt),
    withdrawnAt: text(handOver.withdrawnAt),
    withdrawnByName,
  };
}
