import "server-only";
import { z } from "zod";
import { ATTEMPT_STATUSES } from "@/lib/cmk/attempt-views";
import { TIMELINE_SOURCES } from "@/lib/cmk/timeline/timeline-views";
import { decodingView } from "./decode-schemas";
import { named, part, time } from "./rule-schemas";
import { organisationView } from "./view-schemas";

const side = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("value"), text: z.string() }),
  z.object({ kind: z.literal("absent") }),
  z.object({ kind: z.literal("unseen") }).describe("Nobody could see it then"),
]);

export const comparison = named(
  "Comparison",
  z.object({
    organisation: organisationView,
    from: time,
    to: time,
    toNow: z.boolean(),
    rows: z.array(
      z.object({
        part: part.nullable(),
        subject: z.string(),
        name: z.string().describe("The vendor's own property name; empty for the whole subject"),
        before: side,
        after: side,
        seen: z
          .object({ from: time.nullable(), to: time })
          .nullable()
          .describe("Last seen the old way, first seen the new way"),
        by: z.array(
          z.object({
            source: z.enum(["audit", "activity"]),
            name: z.string(),
            at: time,
            what: z.string(),
            why: z.string().nullable(),
          }),
        ),
      }),
    ),
    total: z.number().int().describe("How many fields there are"),
    vaults: z.object({ aep: z.string().optional(), cja: z.string().optional() }),
    createdAt: time,
  }),
);

export const timelinePage = named(
  "TimelinePage",
  z.object({
    organisation: organisationView,
    rows: z.array(
      z.object({
        id: z.guid(),
        at: time,
        source: z.enum(TIMELINE_SOURCES),
        kind: z.string(),
        part: part.nullable(),
        subject: z.string().nullable(),
        who: z.string().nullable(),
        text: z.string().nullable(),
        changes: z.array(
          z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
        ),
        alertId: z.guid().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
);

export const attemptPage = named(
  "AttemptPage",
  z.object({
    organisation: organisationView,
    rows: z.array(
      z.object({
        id: z.guid(),
        part,
        step: z.string(),
        status: z.enum(ATTEMPT_STATUSES),
        startedByName: z.string(),
        startedAt: time,
        endedAt: time.nullable(),
        changes: z.array(
          z.object({
            resource: z.string(),
            property: z.string(),
            before: z.string().nullable(),
            after: z.string().nullable(),
          }),
        ),
        outcome: z.looseObject({ kind: z.string() }).nullable(),
        decoding: decodingView.nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
);
