import "server-only";
import { z } from "zod";
import { ALERT_STATUSES } from "@/lib/cmk/alerts/alert-rules";
import { SEVERITIES } from "@/lib/cmk/checks/check";
import { CHECK_IDS } from "@/lib/cmk/checks/check-ids";
import { FINDING_EVENTS } from "@/lib/cmk/findings/finding";
import { PART_IDS } from "@/lib/cmk/parts";
import { activityRow } from "./activity-schemas";
import { named, time } from "./rule-schemas";
import { setupView } from "./view-schemas";

const params = z.record(z.string(), z.union([z.string(), z.number()]));

export const organisationOverview = named(
  "OrganisationOverview",
  z.object({
    setup: setupView,
    findings: z.array(
      z.object({
        id: z.guid(),
        part: z.enum(PART_IDS),
        check: z.enum(CHECK_IDS),
        severity: z.enum(SEVERITIES),
        failureClass: z.enum(["purge", "recoverable", "hygiene"]),
        reason: z.object({ key: z.string(), params }).nullable(),
        openedAt: time,
        alertId: z.guid().nullable(),
        cause: activityRow.nullable(),
      }),
    ),
    alerts: z.record(z.enum(ALERT_STATUSES), z.number().int()),
    watch: z
      .object({
        lastAt: time.nullable(),
        lastFullAt: time.nullable(),
        nextAt: time,
        heldUntil: time.nullable(),
      })
      .nullable(),
    timeline: z.array(
      z.object({
        id: z.guid(),
        at: time,
        kind: z.enum(FINDING_EVENTS),
        part: z.enum(PART_IDS),
        check: z.enum(CHECK_IDS),
        actorName: z.string(),
      }),
    ),
    activity: z.array(activityRow.extend({ part: z.enum(PART_IDS) })),
  }),
);
