import "server-only";
import { z } from "zod";
import { SEVERITIES } from "@/lib/cmk/checks/check";
import { CHECK_IDS } from "@/lib/cmk/checks/check-ids";
import { FACT_SCHEMAS, type FactSubject, SOURCES } from "@/lib/cmk/facts";
import { FINDING_EVENTS } from "@/lib/cmk/findings/finding";
import { FINDING_STATUSES } from "@/lib/cmk/findings/finding-schemas";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { PART_IDS } from "@/lib/cmk/parts";
import { activityRow, attribution } from "./activity-schemas";
import { organisationAddress } from "./address-schemas";
import { checkResult, reason } from "./check-schemas";
import { named, time } from "./rule-schemas";
import { organisationView } from "./view-schemas";

export const findingAddress = organisationAddress.extend({
  finding: z.string().regex(GUID_PATTERN).describe("Id of the finding"),
});

const content = z.object({
  severity: z.enum(SEVERITIES),
  failureClass: z.enum(["purge", "recoverable", "hygiene"]),
  observed: z.string().nullable(),
  reason: reason.nullable(),
});

const findingRow = content.extend({
  id: z.guid(),
  part: z.enum(PART_IDS),
  check: z.enum(CHECK_IDS),
  status: z.enum(FINDING_STATUSES),
  regression: z.boolean(),
  flapping: z.boolean(),
  openedAt: time,
  closedAt: time.nullable(),
  exceptionUntil: time.nullable(),
  cause: activityRow.nullable(),
});

export const findingPage = named(
  "FindingPage",
  z.object({
    organisation: organisationView,
    rows: z.array(findingRow),
    next: z.string().nullable(),
    counts: z.record(z.enum(FINDING_STATUSES), z.number().int()),
  }),
);

export const findingView = named(
  "Finding",
  findingRow.extend({
    organisation: organisationView,
    history: z.array(
      z.object({
        id: z.guid(),
        at: time,
        kind: z.enum(FINDING_EVENTS),
        actorName: z.string(),
        before: content.partial().nullable(),
        after: content.partial().nullable(),
      }),
    ),
    attribution,
    changes: z.array(
      z.object({
        subject: z.enum(Object.keys(FACT_SCHEMAS) as [FactSubject, ...FactSubject[]]),
        source: z.enum(SOURCES),
        at: time,
        knownUntil: time,
        property: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
    now: checkResult.nullable(),
    alertId: z.guid().nullable(),
  }),
);
