import "server-only";
import { z } from "zod";
import { SEVERITIES } from "@/lib/cmk/checks/check";
import { CHECK_IDS } from "@/lib/cmk/checks/check-ids";
import { AGES, COMING_KINDS, FRESHNESS } from "@/lib/cmk/compliance/compliance-views";
import { VERDICTS } from "@/lib/cmk/compliance/filter";
import { PART_IDS } from "@/lib/cmk/parts";
import { named, partState, time, verdict } from "./rule-schemas";

/** The views of lib/cmk/compliance as schemas. Durations are seconds. */

const part = z.enum(PART_IDS);
const organisation = z.object({ id: z.guid(), name: z.string() });
const count = z.number().int();
const failureClass = z.enum(["purge", "recoverable", "hygiene"]);
const why = z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });
const cause = verdict.reasons.element.pick({ part: true, requirement: true, reason: true });

const trend = named(
  "PostureTrend",
  z.object({
    from: time,
    to: time,
    began: time.nullable(),
    points: z.array(z.object({ at: time, known: count, protected: count, least: count, atRisk: count })),
    dips: z.array(
      z.object({
        organisation,
        at: time,
        until: time.nullable(),
        cause: cause.nullable(),
        reason: why.nullable(),
      }),
    ),
  }),
);

const danger = z.object({
  organisation,
  verdict: z.enum(VERDICTS),
  since: time.nullable(),
  cause: cause.nullable(),
  alert: z
    .object({
      id: z.guid(),
      kind: z.string(),
      severity: z.enum(SEVERITIES),
      failureClass,
      openedAt: time,
      assignee: z.string().nullable(),
      reason: why.nullable(),
    })
    .nullable(),
});

const row = z.object({
  ...verdict,
  id: z.guid(),
  name: z.string(),
  imsOrgId: z.string(),
  shield: z.enum(["healthcare", "privacy_security"]),
  cjaBought: z.boolean(),
  parts: z.array(z.object({ part, status: partState.shape.status, done: count, total: count })),
  endsAt: time.nullable(),
  openFindings: count,
  since: time.nullable(),
});

export const complianceFigures = {
  total: count,
  protectedCount: count,
  atRiskCount: count,
  unverifiedCount: count,
  inSetupCount: count,
  notStartedCount: count,
  protectedSince: time.nullable(),
  oldestVerifiedAt: time.nullable(),
  freshness: z.array(z.object({ bucket: z.enum(FRESHNESS), count })),
  repair: z.object({ medianSeconds: z.number().nullable(), count }),
  pending: count,
  asOf: time,
};

export const compliancePage = named(
  "Compliance",
  z.object({
    ...complianceFigures,
    dangers: z.array(danger),
    findings: z.array(z.object({ failureClass, age: z.enum(AGES), count })),
    trend,
    coming: z.array(
      z.object({
        kind: z.enum(COMING_KINDS),
        at: time,
        organisation,
        part: part.nullable(),
        subject: z.string(),
      }),
    ),
    calendar: z.array(
      z.object({
        month: z.string().describe("Of the twelve months that begin with this one, in UTC: 2026-12"),
        kind: z.enum(COMING_KINDS),
        count,
      }),
    ),
    exceptions: z.array(
      z.object({
        id: z.guid(),
        organisation,
        part,
        check: z.enum(CHECK_IDS),
        owner: z.string(),
        decidedBy: z.string().nullable(),
        expiresAt: time,
      }),
    ),
    exceptionsTotal: count,
    rows: z.array(row),
    found: count,
    page: count,
  }),
);
