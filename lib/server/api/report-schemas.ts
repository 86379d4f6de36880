import "server-only";
import { z } from "zod";
import { reportScheduleSchema, SEND_STATUSES } from "@/lib/cmk/report/report-schedule";
import { named, time } from "./rule-schemas";

export const reportScheduleView = named(
  "ReportSchedule",
  z.object({
    mail: z.boolean(),
    recipient: z.string(),
    wish: reportScheduleSchema.nullable(),
    nextAt: time.nullable(),
    sends: z.array(
      z.object({
        at: time,
        status: z.enum(SEND_STATUSES),
        attempts: z.number().int(),
        problem: z.string().nullable(),
        endedAt: time.nullable(),
      }),
    ),
  }),
);
