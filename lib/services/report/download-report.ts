import "server-only";
import type { ComplianceFilter } from "@/lib/cmk/compliance/filter";
import { appendAudit } from "@/lib/db/audit";
import { withScope } from "@/lib/db/transaction";
import type { ReportWords } from "@/lib/render/report-sections";
import { auditActor } from "../audit/audit-actor";
import type { Context } from "../context";
import type { WideContext } from "../wide-context";
import { type RenderedReport, renderReport } from "./render-report";

/**
 * The report for whoever asks, recorded in the system's trail (`system`: it is about no single organisation) before a
 * byte of it leaves. Throws FORBIDDEN.
 */
export async function downloadReport(
  context: WideContext,
  system: Context,
  wanted: { filter: ComplianceFilter; timeZone: string; words: ReportWords },
): Promise<RenderedReport> {
  const report = await renderReport(context, wanted);
  await withScope(system.scope, (tx) =>
    appendAudit(tx, {
      organisationId: null,
      at: context.now(),
      actor: auditActor(context.actor),
      action: "report.downloaded",
      subject: context.actor.name,
      after: { organisations: report.view.total, listed: report.view.rows.length, filter: wanted.filter },
      correlationId: context.correlationId,
    }),
  );
  return report;
}
