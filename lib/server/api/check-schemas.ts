import "server-only";
import { z } from "zod";
import { SEVERITIES } from "@/lib/cmk/checks/check";
import { CHECK_IDS } from "@/lib/cmk/checks/check-ids";
import { FACT_SCHEMAS, type FactSubject, SOURCES } from "@/lib/cmk/facts";
import { PART_IDS } from "@/lib/cmk/parts";
import { named, time } from "./rule-schemas";
import { organisationView } from "./view-schemas";

const part = z.enum(PART_IDS);
const severity = z.enum(SEVERITIES);
const failureClass = z.enum(["purge", "recoverable", "hygiene"]);
const subject = z.enum(Object.keys(FACT_SCHEMAS) as [FactSubject, ...FactSubject[]]);

export const checkAddress = z.object({ id: z.enum(CHECK_IDS).describe("Id of the check") });

export const checkView = named(
  "Check",
  z.object({
    id: z.enum(CHECK_IDS),
    parts: z.array(part),
    severity,
    failureClass,
    reads: z.array(subject),
    critical: z.boolean(),
    fix: z.union([
      z.object({ kind: z.literal("plan"), step: z.partialRecord(part, z.string()) }),
      z.object({ kind: z.literal("needs"), who: z.string(), what: z.string() }),
    ]),
    mappings: z.array(z.object({ framework: z.string(), control: z.string() })),
  }),
);

export const reason = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const checkResult = z.object({
  check: z.enum(CHECK_IDS),
  part,
  state: z.enum(["pass", "warn", "fail", "unknown"]),
  severity,
  failureClass,
  observed: z.string().nullable(),
  reason: reason.nullable(),
  at: time.nullable(),
  source: z.enum(SOURCES).nullable(),
  lacks: z.string().nullable(),
});

const openFinding = z.object({
  id: z.guid(),
  severity,
  openedAt: time,
  regression: z.boolean(),
  flapping: z.boolean(),
});

export const checkedRow = checkResult.extend({
  finding: openFinding.nullable(),
  exceptionUntil: time.nullable(),
});

export const verificationView = named(
  "Verification",
  z.object({
    organisation: organisationView,
    parts: z.array(
      z.object({
        part,
        watched: z.boolean(),
        rows: z.array(checkedRow),
      }),
    ),
    verifiedAt: time.nullable(),
    run: z.lazy(() => verificationRun).nullable(),
  }),
);

export const verificationRun = named(
  "VerificationRun",
  z.object({
    id: z.guid(),
    status: z.enum(["queued", "running", "succeeded", "failed"]),
    done: z.number().int(),
    total: z.number().int(),
    current: z.string().nullable(),
    requestedByName: z.string(),
    requestedAt: time,
    endedAt: time.nullable(),
  }),
);
