import "server-only";
import { z } from "zod";
import { HAND_OVER_STATES, RECIPIENTS } from "@/lib/cmk/hand-over";
import type * as views from "@/lib/cmk/hand-over-views";
import { SCRIPT_FORMATS } from "@/lib/cmk/script-formats";
import { named, plan, stepState, time } from "./rule-schemas";

/** The views of lib/cmk/hand-over-views.ts as schemas: a field that one has and the other has not does not compile. */
type Exactly<View> = { [Field in keyof View]: z.ZodType };

export const handOverRow = named(
  "HandOver",
  z.object({
    id: z.guid(),
    state: z.enum(HAND_OVER_STATES),
    recipient: z.enum(RECIPIENTS),
    reason: z.string().nullable(),
    createdByName: z.string(),
    createdAt: time,
    expiresAt: time,
    openedAt: time.nullable(),
    openedByName: z.string().nullable(),
    checkedAt: time.nullable(),
    withdrawnAt: time.nullable(),
    withdrawnByName: z.string().nullable(),
  } satisfies Exactly<views.HandOverRow>),
);

export const newHandOver = named(
  "NewHandOver",
  z.object({
    handOver: handOverRow,
    link: z.url().describe("Shown this once: Clavis keeps a hash of it"),
  } satisfies Exactly<views.NewHandOverView>),
);

export const heldHandOver = named(
  "HeldHandOver",
  z.object({
    state: z.enum(HAND_OVER_STATES),
    organisationName: z.string(),
    askedBy: z.string(),
    askedAt: time,
    expiresAt: time,
    recipient: z.enum(RECIPIENTS),
    reason: z.string().nullable(),
    step: stepState,
    plan: plan.nullable(),
    scripts: z.record(z.enum(SCRIPT_FORMATS), z.string()).nullable(),
    consentUrl: z.string().nullable(),
    checkedAt: time.nullable(),
  } satisfies Exactly<views.HeldHandOverView>),
);
