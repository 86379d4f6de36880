import { z } from "zod";
import type { FailureClass } from "../checks/check";
import { CHECK_IDS, type CheckId } from "../checks/check-ids";
import { PART_IDS, type PartId } from "../parts";

/** Non-blank characters that a reason needs at least: a sentence, not a word. */
export const SHORTEST_REASON = 20;
/** Longest time for which a failing check may be accepted, in days, by what Adobe would do. */
export const LONGEST_DAYS: Record<FailureClass, number> = { purge: 30, recoverable: 90, hygiene: 365 };

const reason = z
  .string()
  .trim()
  .max(2000, "too-long")
  .refine((text) => text.replace(/\s/g, "").length >= SHORTEST_REASON, "reason-short");

/** What the API accepts; messages are keys of `errors.field`. */
export const requestExceptionSchema = z.object({
  part: z.enum(PART_IDS),
  check: z.enum(CHECK_IDS),
  owner: z.string().trim().min(1, "required").max(200, "too-long"),
  reason,
  days: z.number({ error: "days" }).int("days").min(1, "days").max(365, "days"),
});
export const decideExceptionSchema = z.object({ approve: z.boolean() });

/** requested: somebody else has to agree; approved: it holds; the others are over. */
export type ExceptionState = "requested" | "approved" | "declined" | "ended" | "expired";

/** One exception as people see it. Times are ISO 8601. */
export type ExceptionView = {
  id: string;
  part: PartId;
  check: CheckId;
  owner: string;
  reason: string;
  state: ExceptionState;
  requestedByName: string;
  requestedAt: string;
  expiresAt: string;
  decidedByName: string | null;
  decidedAt: string | null;
  endedByName: string | null;
  endedAt: string | null;
  /** Whether the signed-in person may decide on it: not on their own. */
  mayDecide: boolean;
};

type Times = {
  approved: boolean | null;
  endedAt: Date | null;
  endedByName: string | null;
  expiresAt: Date;
};

/** Where an exception stands: computed from its times alone. `watcher`: the name under which Clavis ends expired ones. */
export function exceptionState(
  { approved, endedAt, endedByName, expiresAt }: Times,
  now: Date,
  watcher: string,
): ExceptionState {
  if (approved === false) return "declined";
  if (endedAt !== null) return endedByName === watcher ? "expired" : "ended";
  if (expiresAt <= now) return "expired";
  return approved ? "approved" : "requested";
}
