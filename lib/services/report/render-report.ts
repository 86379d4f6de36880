import "server-only";
import type { Readable } from "node:stream";
import type { CompliancePage } from "@/lib/cmk/compliance/compliance-views";
import { type ComplianceFilter, PAGE_SIZE } from "@/lib/cmk/compliance/filter";
import { complianceReport } from "@/lib/render/compliance-report";
import { renderPdf } from "@/lib/render/pdf/render-pdf";
import type { ReportWords } from "@/lib/render/report-sections";
import { getCompliance, listComplianceRows } from "../compliance/get-compliance";
import type { WideContext } from "../wide-context";

/** Organisations that a report lists; it says how many it left out. */
const MOST_ROWS = 500;

export type RenderedReport = { view: CompliancePage; pdf: Readable };

/** The compliance report as PDF, of what the person may read. Throws FORBIDDEN. */
export async function renderReport(
  context: WideContext,
  { filter = {}, timeZone, words }: { filter?: ComplianceFilter; timeZone: string; words: ReportWords },
): Promise<RenderedReport> {
  const view = await getCompliance(context, { ...filter, page: 1 });
  const rows = [...view.rows];
  for (let page = 2; rows.length < Math.min(view.found, MOST_ROWS); page += 1) {
    const { rows: more } = await listComplianceRows(context, { ...filter, page });
    rows.push(...more);
    if (more.length < PAGE_SIZE) break;
  }
  const whole = { ...view, rows };
  return { view: whole, pdf: renderPdf(complianceReport({ view: whole, timeZone }, words)) };
}
