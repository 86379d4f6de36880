import { z } from "zod";
import { DEFAULT_DAYS, HAND_OVER_DAYS, MAXIMUM_REASON, RECIPIENTS } from "./hand-over";

/** What the API accepts for a hand-over; apart from the rules, which the browser loads too. */
export const handOverSchema = z.object({
  recipient: z.enum(RECIPIENTS, "invalid"),
  days: z.literal([...HAND_OVER_DAYS], "invalid").default(DEFAULT_DAYS),
  reason: z
    .string()
    .trim()
    .max(MAXIMUM_REASON, "too-long")
    .transform((text) => text || null)
    .nullable()
    .default(null),
});
