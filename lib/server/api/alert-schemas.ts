import "server-only";
import { z } from "zod";
import { ALERT_ACTIONS, ALERT_STATUSES } from "@/lib/cmk/alerts/alert-rules";
import { SEVERITIES } from "@/lib/cmk/checks/check";
import { FINDING_EVENTS } from "@/lib/cmk/findings/finding";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { PART_IDS } from "@/lib/cmk/parts";
import { attribution } from "./activity-schemas";
import { organisationAddress } from "./address-schemas";
import { checkResult } from "./check-schemas";
import { named, time } from "./rule-schemas";
import { organisationView } from "./view-schemas";

export const alertAddress = organisationAddress.extend({
  alert: z.string().regex(GUID_PATTERN).describe("Id of the alert"),
});

const alertRow = z.object({
  id: z.guid(),
  source: z.enum(["finding", "adobe", "audit"]),
  kind: z.string(),
  part: z.enum(PART_IDS).nullable(),
  severity: z.enum(SEVERITIES),
  failureClass: z.enum(["purge", "recoverable", "hygiene"]),
  status: z.enum(ALERT_STATUSES),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  openedAt: time,
  assignedToName: z.string().nullable(),
  resolvedAt: time.nullable(),
});

export const alertPage = named(
  "AlertPage",
  z.object({
    organisation: organisationView,
    rows: z.array(alertRow),
    next: z.string().nullable(),
    counts: z.record(z.enum(ALERT_STATUSES), z.number().int()),
  }),
);

export const alertView = named(
  "Alert",
  alertRow.extend({
    organisation: organisationView,
    resolvedByName: z.string().nullable(),
    revision: z.number().int(),
    history: z.array(
      z.object({
        id: z.guid(),
        at: time,
        authorName: z.string(),
        kind: z.enum([...ALERT_ACTIONS, ...FINDING_EVENTS, "received"]),
        text: z.string().nullable(),
      }),
    ),
    now: checkResult.nullable(),
    guide: z
      .object({
        causes: z.array(
          z.object({
            id: z.string(),
            failureClass: z.enum(["purge", "recoverable", "hygiene"]),
            state: z.enum(["found", "clear", "unseen"]),
            part: z.enum(PART_IDS).nullable(),
            result: checkResult.nullable(),
            fix: z.unknown(),
          }),
        ),
        likely: z.string().nullable().describe("The cause to begin with, by what the checks say now"),
        foundAtFirst: z.string().nullable().describe("The cause that was found when the alert was raised"),
        events: z.array(z.object({ id: z.guid(), receivedAt: time, code: z.string().nullable() })),
        eventCount: z.number().int(),
      })
      .nullable()
      .describe("Of Adobe's alerts alone"),
    attribution: attribution.nullable(),
    findingId: z.guid().nullable(),
  }),
);
