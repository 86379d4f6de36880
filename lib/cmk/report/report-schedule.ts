import { z } from "zod";
import { isTimeZone } from "../time-zone";

export const CADENCES = ["weekly", "monthly"] as const;
export type Cadence = (typeof CADENCES)[number];

/** What the API accepts; messages are keys of `errors.field`. weekday: 1 is Monday, for weekly reports. */
export const reportScheduleSchema = z.object({
  cadence: z.enum(CADENCES),
  weekday: z.number().int().min(1).max(7),
  hour: z.number().int().min(0).max(23),
  timeZone: z.string().max(64, "time-zone").refine(isTimeZone, "time-zone"),
  locale: z.enum(["en", "fr"]),
});
export type ReportWish = z.infer<typeof reportScheduleSchema>;

export const SEND_STATUSES = ["queued", "sent", "failed", "dropped"] as const;
export type SendStatus = (typeof SEND_STATUSES)[number];

/** A person's report by mail. Times are ISO 8601. */
export type ReportScheduleView = {
  /** Whether this installation has a mail server. */
  mail: boolean;
  recipient: string;
  wish: ReportWish | null;
  nextAt: string | null;
  sends: {
    at: string;
    status: SendStatus;
    attempts: number;
    problem: string | null;
    endedAt: string | null;
  }[];
};

/** Minutes to wait before each further try; after the last the report is given up, and the next period's is due. */
export const RETRY_MINUTES = [1, 5, 15, 60, 180, 360] as const;
