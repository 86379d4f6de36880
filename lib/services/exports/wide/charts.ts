import "server-only";
import { z } from "zod";
import { getCompliance } from "../../compliance/get-compliance";
import { wideTable } from "../export-table";

const shared = { permission: "compliance.read", filter: z.object({}) } as const;

/** The numbers behind the charts of the compliance page. */
export const POSTURE = wideTable({
  ...shared,
  columns: ["at", "known", "protected", "least", "atRisk"],
  page: async (context) => ({ rows: (await getCompliance(context)).trend.points, next: null }),
});

export const DIPS = wideTable({
  ...shared,
  columns: ["organisation", "at", "until", "cause", "reason"],
  page: async (context) => ({ rows: (await getCompliance(context)).trend.dips, next: null }),
});

export const FINDING_AGES = wideTable({
  ...shared,
  columns: ["failureClass", "age", "count"],
  page: async (context) => ({ rows: (await getCompliance(context)).findings, next: null }),
});

export const FRESHNESS_COUNTS = wideTable({
  ...shared,
  columns: ["bucket", "count"],
  page: async (context) => ({ rows: (await getCompliance(context)).freshness, next: null }),
});
