import { z } from "zod";
import { FRAMEWORKS } from "../checks/mappings";
import { PART_IDS } from "../parts";

export const VERDICTS = ["protected", "at-risk", "unverified", "in-setup", "not-started"] as const;

/** What the table of organisations can be sorted by; with a leading "-" the other way round. */
export const SORTS = ["name", "status", "findings", "since", "verified"] as const;
export type Sort = (typeof SORTS)[number];

/** Rows of one page of organisations. */
export const PAGE_SIZE = 50;

/** Narrows the table of organisations; the figures above it stay those of all of them. It lives in the address. */
export const complianceFilterSchema = z.object({
  verdict: z.enum(VERDICTS).optional(),
  shield: z.enum(["healthcare", "privacy_security"]).optional(),
  /** Organisations in which this part is not complete, or has something open. */
  part: z.enum(PART_IDS).optional(),
  /** Organisations with an open finding that a control of this framework is about. */
  framework: z.enum(FRAMEWORKS).optional(),
  search: z.string().trim().max(200).optional(),
  sort: z
    .string()
    .regex(new RegExp(`^-?(${SORTS.join("|")})$`))
    .optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
});
export type ComplianceFilter = z.infer<typeof complianceFilterSchema>;

/** The filter that an address holds: what does not fit is left out, so that an old link still opens. */
export function readComplianceFilter(query: Record<string, string | string[] | undefined>): ComplianceFilter {
  const kept = Object.entries(query).filter(([name, value]) => {
    const field = complianceFilterSchema.shape[name as keyof ComplianceFilter];
    return field !== undefined && typeof value === "string" && value !== "" && field.safeParse(value).success;
  });
  return complianceFilterSchema.parse(Object.fromEntries(kept));
}
