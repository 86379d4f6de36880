import { z } from "zod";
import { PART_IDS, type PartId } from "../parts";
import type { OrganisationView } from "../views";

/** Where an entry of the timeline comes from. Wording: `timeline.sources.<source>`. */
export const TIMELINE_SOURCES = ["audit", "observation", "finding", "activity", "adobe", "note"] as const;
export type TimelineSource = (typeof TIMELINE_SOURCES)[number];

/** What the timeline can be narrowed by; `from` and `to` are dates of whole days in UTC, both included. */
export const timelineFilterSchema = z.object({
  source: z.enum(TIMELINE_SOURCES).optional(),
  part: z.enum(PART_IDS).optional(),
  /** Part of a name, of what was done, or of a text. */
  search: z.string().trim().max(200).optional(),
  from: z.iso.date("date").optional(),
  to: z.iso.date("date").optional(),
  cursor: z.string().max(400).optional(),
});
export type TimelineFilter = z.infer<typeof timelineFilterSchema>;

export type TimelineEntry = {
  id: string;
  at: string;
  source: TimelineSource;
  /** The audit action, the observed subject, the finding's event, Azure's operation, or Adobe's kind of event. */
  kind: string;
  part: PartId | null;
  /** What it was about: a check's id for findings, a resource for Azure, else as the trail names it. */
  subject: string | null;
  /** Who did it; null: nobody is named. */
  who: string | null;
  /** Words of a person; plain text. */
  text: string | null;
  /** Values that changed. */
  changes: { name: string; before: string | null; after: string | null }[];
  /** The alert that it led to, where there is one. */
  alertId: string | null;
};

export type TimelineView = { organisation: OrganisationView; rows: TimelineEntry[]; next: string | null };
