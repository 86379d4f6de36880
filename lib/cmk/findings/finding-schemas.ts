import { z } from "zod";
import { SEVERITIES } from "../checks/check";
import { CHECK_IDS } from "../checks/check-ids";
import { PART_IDS } from "../parts";

export const FINDING_STATUSES = ["open", "closed"] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

/** urgency: what is open first, worst first; the others by time. Wording: `findings.sorts.<sort>`. */
export const FINDING_SORTS = ["urgency", "newest", "oldest", "closed"] as const;
export type FindingSort = (typeof FINDING_SORTS)[number];

export const findingFilterSchema = z.object({
  status: z.enum(FINDING_STATUSES).optional(),
  severity: z.enum(SEVERITIES).optional(),
  class: z.enum(["purge", "recoverable", "hygiene"]).optional(),
  part: z.enum(PART_IDS).optional(),
  check: z.enum(CHECK_IDS).optional(),
  sort: z.enum(FINDING_SORTS).optional(),
  cursor: z.string().max(500).optional(),
});
export type FindingFilter = z.infer<typeof findingFilterSchema>;
