import "server-only";
import { z } from "zod";
import { assembleInputs } from "@/lib/cmk/assemble-input";
import { judgeOrganisation } from "@/lib/cmk/compliance";
import { endsFirst, keyLifeOf } from "@/lib/cmk/key-life/key-life";
import { PART_IDS } from "@/lib/cmk/parts";
import { evaluatePart } from "@/lib/cmk/progress";
import type { ComplianceRow, ComplianceView } from "@/lib/cmk/views";
import { listOverview } from "@/lib/db/list-overview";
import type { OrganisationOverview } from "@/lib/db/overview";
import { readWithScope } from "@/lib/db/transaction";
import { requirePermission } from "../context";
import type { WideContext } from "../wide-context";

export const complianceFilterSchema = z.object({
  verdict: z.enum(["protected", "at-risk", "unverified", "in-setup", "not-started"]).optional(),
  search: z.string().trim().max(200).optional(),
});
export type ComplianceFilter = z.infer<typeof complianceFilterSchema>;

const PAGE_SIZE = 500;

/**
 * Every organisation in scope with its verdict; the filter narrows the rows, never the figures. One query for every
 * 500 organisations, however much is known of each.
 */
export async function getCompliance(
  context: WideContext,
  filter: ComplianceFilter = {},
): Promise<ComplianceView> {
  requirePermission(context, "compliance.read");
  const at = { now: context.now().toISOString(), ...context.windows };
  const overviews = await readWithScope(context.scope, async (tx) => {
    const all: OrganisationOverview[] = [];
    let cursor: string | undefined;
    do {
      const page = await listOverview(tx, { cursor, limit: PAGE_SIZE });
      all.push(...page.rows);
      cursor = page.next ?? undefined;
    } while (cursor);
    return all;
  });
  const rows = overviews.map((overview) => complianceRow(overview, at));
  const times = rows.flatMap((row) => row.verifiedAt ?? []);
  return {
    rows: rows.filter((row) => matches(row, filter)),
    protectedCount: rows.filter((row) => row.verdict === "protected").length,
    atRiskCount: rows.filter((row) => row.verdict === "at-risk").length,
    unverifiedCount: rows.filter((row) => row.verdict === "unverified").length,
    total: rows.length,
    oldestVerifiedAt: times.sort().at(0) ?? null,
  };
}

function complianceRow(
  { organisation, parts }: OrganisationOverview,
  at: Parameters<typeof assembleInputs>[2],
): ComplianceRow {
  const inputs = assembleInputs(organisation, parts, at);
  const states = PART_IDS.map((part) => evaluatePart(inputs[part]));
  const { id, name, imsOrgId, shield, cjaBought } = organisation;
  const summaries = states.map(({ part, status, done, total }) => ({ part, status, done, total }));
  const clocks = PART_IDS.map((part) => keyLifeOf(inputs[part]).clock);
  const endsAt = endsFirst(clocks, at.now);
  return { ...judgeOrganisation(states), id, name, imsOrgId, shield, cjaBought, parts: summaries, endsAt };
}

function matches(row: ComplianceRow, { verdict, search }: ComplianceFilter): boolean {
  const term = search?.toLowerCase() ?? "";
  const named = [row.name, row.imsOrgId].some((text) => text.toLowerCase().includes(term));
  return named && (verdict === undefined || row.verdict === verdict);
}
