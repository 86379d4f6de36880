import { reportScheduleSchema } from "@/lib/cmk/report/report-schedule";
import { reportScheduleView } from "@/lib/server/api/report-schemas";
import { buildWideSystemContext } from "@/lib/server/build-context";
import { reportTools } from "@/lib/server/report-tools";
import { defineRoute } from "@/lib/server/route/define-route";
import {
  endReportSchedule,
  getReportSchedule,
  saveReportSchedule,
} from "@/lib/services/report/schedule-report";

const PATH = "/api/v1/me/report-schedule";
const access = { kind: "session", permission: "compliance.read" } as const;

export const GET = defineRoute(
  {
    method: "GET",
    path: PATH,
    summary: "One's own compliance report by mail, and how the last ones went",
    access,
    response: reportScheduleView,
  },
  ({ context }) => getReportSchedule(context, reportTools()),
);

export const PUT = defineRoute(
  {
    method: "PUT",
    path: PATH,
    summary: "Starts or changes one's own compliance report by mail",
    access,
    body: reportScheduleSchema,
    response: reportScheduleView,
  },
  async ({ context, body }) =>
    saveReportSchedule(context, await buildWideSystemContext(), reportTools(), body),
);

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: PATH,
    summary: "Ends one's own compliance report by mail",
    access,
    response: reportScheduleView,
  },
  async ({ context }) => endReportSchedule(context, await buildWideSystemContext(), reportTools()),
);
