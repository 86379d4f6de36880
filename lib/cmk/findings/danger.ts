import { z } from "zod";
import type { FailureClass, Severity } from "../checks/check";
import type { CheckId } from "../checks/check-ids";
import type { PartId } from "../parts";
import type { PartState } from "../progress";

/**
 * How much danger an organisation is in, the worst first: Adobe may purge its data; a key ends within 60 days; access
 * is lost and nothing is purged; something else stands open; nobody has looked lately; all is well; not set up yet.
 */
export const DANGERS = ["purge", "key-ends", "recoverable", "open", "not-seen", "calm", "in-setup"] as const;
export type Danger = (typeof DANGERS)[number];

/** The limit of check KEY-06. */
export const KEY_ENDS_DAYS = 60;
/** Two whole looks have been missed. */
export const NOT_SEEN_HOURS = 2;

/** The filter of the overview, as it stands in an address. Pages begin at 1. */
export const fleetFilterSchema = z.object({
  danger: z.enum(DANGERS).optional(),
  search: z.string().trim().max(200).optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
});
export type FleetFilter = z.infer<typeof fleetFilterSchema>;

/** The worst thing that stands open. `alertId`: its newest alert. */
export type WorstFinding = {
  part: PartId;
  check: CheckId;
  severity: Severity;
  failureClass: FailureClass;
  reason: { key: string; params: Record<string, string | number> } | null;
  openedAt: string;
  alertId: string | null;
};

/** One organisation among all. Times are ISO 8601. `open`: findings without an exception, those for information left out. */
export type FleetRow = {
  id: string;
  name: string;
  imsOrgId: string;
  danger: Danger;
  open: number;
  endsAt: string | null;
  lookedAt: string | null;
  worst: WorstFinding | null;
  parts: { part: PartId; status: PartState["status"]; done: number; total: number }[];
};

/** `counts` are those of the whole search, whatever the filter and the page. */
export type FleetView = {
  rows: FleetRow[];
  counts: Record<Danger, number>;
  total: number;
  page: number;
  pages: number;
};
