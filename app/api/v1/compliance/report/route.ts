import { Readable } from "node:stream";
import { z } from "zod";
import { complianceFilterSchema } from "@/lib/cmk/compliance/filter";
import { reportScheduleSchema } from "@/lib/cmk/report/report-schedule";
import { buildWideSystemContext } from "@/lib/server/build-context";
import { reportWordsFor } from "@/lib/server/report-tools";
import { defineRoute } from "@/lib/server/route/define-route";
import { downloadReport } from "@/lib/services/report/download-report";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/compliance/report",
    summary:
      "The compliance report as PDF, in the caller's language, its times in one zone (UTC unless told)",
    access: { kind: "session", permission: "compliance.read" },
    query: complianceFilterSchema
      .omit({ page: true })
      .extend({ zone: reportScheduleSchema.shape.timeZone.optional() }),
    response: z.any(),
  },
  async ({ context, query: { zone = "UTC", ...filter }, request }) => {
    const wanted = { filter, timeZone: zone, words: reportWordsFor(request.headers) };
    const { view, pdf } = await downloadReport(context, await buildWideSystemContext(), wanted);
    return new Response(Readable.toWeb(pdf) as ReadableStream, {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": `attachment; filename="clavis-compliance-${view.asOf.slice(0, 10)}.pdf"`,
      },
    });
  },
);
