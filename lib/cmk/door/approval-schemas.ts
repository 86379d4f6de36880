import { z } from "zod";

/** What the API accepts about requests to pass the door; messages are keys of `errors.field`. */

const planHash = z.string().regex(/^[0-9a-f]{64}$/, "plan-hash");

export const requestApprovalSchema = z.object({ planHash });
/** `reason` is needed to decline. */
export const decideApprovalSchema = z.object({
  approvalId: z.guid("guid"),
  planHash,
  decision: z.enum(["approve", "decline"]),
  reason: z.string().trim().max(1000, "too-long").optional(),
});
