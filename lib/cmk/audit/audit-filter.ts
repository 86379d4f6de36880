import { z } from "zod";
import { AUDIT_ACTIONS } from "../audit-actions";
import { PART_IDS, STEP_IDS } from "../parts";
import { timeZoneSchema } from "../people/people-schemas";
import { ACTION_GROUP_IDS } from "./action-groups";

/** The parts, and the steps as `aep/vault`: what an entry can be about. */
export const PLACES = PART_IDS.flatMap((part) => [
  part,
  ...STEP_IDS[part].map((step) => `${part}/${step}`),
]) as [string, ...string[]];

/** What stays the same from page to page, and what a saved view keeps. Dates are whole days, both included. */
export const auditViewFilter = z.object({
  group: z.enum(ACTION_GROUP_IDS).optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  /** `people`, `system`, or a person's id. */
  actor: z.union([z.enum(["people", "system"]), z.guid()]).optional(),
  /** A part (`aep`) or one of its steps (`aep/vault`). */
  place: z.enum(PLACES).optional(),
  /** As an entry names what it was done to, whole. */
  subject: z.string().trim().min(1).max(400).optional(),
  /** The id that one request or job gave to all it did. */
  correlation: z.string().trim().min(1).max(100).optional(),
  search: z.string().trim().max(200).optional(),
  from: z.iso.date("date").optional(),
  to: z.iso.date("date").optional(),
});
export type AuditViewFilter = z.infer<typeof auditViewFilter>;

const paging = {
  /** In which from and to are days; UTC where none is named. */
  zone: timeZoneSchema.optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** The query of one organisation's log. */
export const auditFilterSchema = auditViewFilter.extend(paging);
/** The query of the log over all organisations; `chain`: `system` for what belongs to none, or one organisation's id. */
export const wideAuditFilterSchema = auditFilterSchema.extend({
  chain: z.union([z.literal("system"), z.guid()]).optional(),
});
export type AuditFilter = z.input<typeof auditFilterSchema>;
export type WideAuditFilter = z.input<typeof wideAuditFilterSchema>;

/** Of an address's query, the fields that make sense: a bad one is left out rather than an error. */
export function readableFilter(query: Record<string, unknown>): WideAuditFilter {
  const shape: Record<string, z.ZodType> = wideAuditFilterSchema.shape;
  const kept = Object.entries(query).filter(([name, value]) => {
    return typeof value === "string" && value !== "" && shape[name]?.safeParse(value).success;
  });
  return Object.fromEntries(kept);
}
