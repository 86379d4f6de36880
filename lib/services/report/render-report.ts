import "server-only";
import type { Readable } from "node:stream";
import type { CompliancePage } from "@/lib/cmk/compliance/compliance-views";
import type { ComplianceFilter } from "@/lib/cmk/compliance/filter";
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
  const rows: CompliancePage["rows"] = [];
  let cursor: string | undefined;
  do {
    const more = await listComplianceRows(context, filter, cursor);
    rows.push(...more.rows);
    cursor = more.next ?? undefined;
  } while (cursor && rows.length < MOST_ROWS);
  const whole = { ...view, rows: rows.slice(0, MOST_ROWS) };
  return { view: whole, pdf: renderPdf(complianceReport({ view: whole, timeZone }, words)) };
}
