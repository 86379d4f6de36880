import { z } from "zod";
import type { DecodingView } from "./decode/decoded-view";
import type { Outcome } from "./outcome";
import { PART_IDS, type PartId, type StepKey } from "./parts";
import type { OrganisationView } from "./views";

export const ATTEMPT_STATUSES = ["running", "succeeded", "failed", "refused", "interrupted"] as const;

/** What the list of attempts can be narrowed by. */
export const attemptFilterSchema = z.object({
  part: z.enum(PART_IDS).optional(),
  status: z.enum(ATTEMPT_STATUSES).optional(),
  cursor: z.string().max(400).optional(),
});
export type AttemptFilter = z.infer<typeof attemptFilterSchema>;

/** One try at a step. Times are ISO 8601. */
export type AttemptRow = {
  id: string;
  part: PartId;
  step: StepKey;
  status: (typeof ATTEMPT_STATUSES)[number];
  startedByName: string;
  startedAt: string;
  endedAt: string | null;
  /** What the plan would change, as the admin saw it. */
  changes: { resource: string; property: string; before: string | null; after: string | null }[];
  outcome: Outcome | null;
  /** What it failed of, in the reader's language. */
  decoding: DecodingView | null;
};

export type AttemptPage = { organisation: OrganisationView; rows: AttemptRow[]; next: string | null };
