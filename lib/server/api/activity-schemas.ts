import "server-only";
import { z } from "zod";
import { LOG_SOURCES } from "@/lib/cmk/activity/activity";
import { time } from "./rule-schemas";

export const activityRow = z.object({
  id: z.guid(),
  source: z.enum(LOG_SOURCES),
  eventId: z.string(),
  at: time,
  operation: z.string(),
  status: z.enum(["succeeded", "failed"]),
  resourceId: z.string(),
  caller: z.string().nullable(),
  callerKind: z.enum(["user", "application"]).nullable(),
  callerIp: z.string().nullable(),
  correlationId: z.string().nullable(),
});

export const attribution = z.object({
  causes: z.array(activityRow),
  missing: z.array(
    z.object({
      source: z.enum(LOG_SOURCES),
      reason: z.enum(["not-read", "refused", "failed", "no-workspace", "late"]),
      lacks: z.string().nullable(),
    }),
  ),
});
