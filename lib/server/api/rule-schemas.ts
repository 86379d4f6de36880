import "server-only";
import { z } from "zod";
import { choicesSchema } from "@/lib/cmk/choices";
import { FACT_SCHEMAS, failureSchema, SOURCES } from "@/lib/cmk/facts";
import { PART_IDS } from "@/lib/cmk/parts";

/**
 * What the rules of lib/cmk compute, as schemas for the OpenAPI document. Unions that the rules own (outcome,
 * operations) are described by their discriminator alone.
 */
export const time = z.iso.datetime();
export const part = z.enum(PART_IDS);
export const stepKey = z.string().regex(/^(aep|cja)\/[a-z-]+$/);
/** A schema that the document keeps once, under this name. */
export const named = <S extends z.ZodType>(id: string, schema: S) => schema.meta({ id });

const outcome = named(
  "Outcome",
  z.looseObject({ kind: z.enum(["done", "ready", "waiting", "needs", "blocked", "failed"]) }),
);
const reason = z
  .object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
  .nullable();
export const requirement = named(
  "Requirement",
  z.object({
    id: z.string(),
    state: z.enum(["met", "unmet", "waiting", "unknown"]),
    weight: z.enum(["must", "should"]),
    observed: z.string().nullable(),
    source: z.enum(SOURCES).nullable(),
    at: time.nullable(),
    reason,
    fix: z.looseObject({ kind: z.enum(["plan", "needs"]) }).nullable(),
  }),
);
export const stepState = named(
  "StepState",
  z.object({
    part,
    id: z.string(),
    key: stepKey,
    kind: z.enum(["statement", "automatic", "irreversible", "observed"]),
    after: z.array(stepKey),
    requirements: z.array(requirement),
    outcome,
  }),
);
export const partState = named(
  "PartState",
  z.object({
    part,
    steps: z.array(stepState),
    done: z.number().int(),
    total: z.number().int(),
    status: z.enum(["complete", "at-risk", "unverified", "waiting", "in-progress", "not-started"]),
    next: stepKey.nullable(),
  }),
);
const observed = <S extends z.ZodType>(value: S) =>
  z.object({ at: time, source: z.enum(SOURCES), value: value.optional(), failure: failureSchema.optional() });
export const facts = named(
  "PartFacts",
  z.object(
    Object.fromEntries(
      Object.entries(FACT_SCHEMAS).map(([subject, schema]) => [subject, observed(schema).optional()]),
    ),
  ),
);
export const statement = named(
  "Statement",
  z.object({
    id: z.string(),
    step: z.string(),
    reference: z.string(),
    text: z.string().nullable(),
    statedOn: z.iso.date().nullable(),
    statedByName: z.string(),
    statedAt: time,
  }),
);
const change = named(
  "Change",
  z.object({
    action: z.enum(["create", "update", "remove", "send"]),
    resource: z.string(),
    property: z.string(),
    before: z.string().nullable(),
    after: z.string(),
    reversible: z.boolean(),
    permission: z.string(),
  }),
);
export const plan = named(
  "Plan",
  z.object({
    steps: z.array(stepKey),
    operations: z.array(z.looseObject({ op: z.string() })),
    changes: z.array(change),
    hash: z.string(),
  }),
);
export const permitted = z
  .array(
    named(
      "Permitted",
      z.object({
        permission: z.string(),
        scope: z.string().nullable(),
        allowed: z.boolean().nullable(),
        holders: z.object({ actor: z.string(), roles: z.array(z.string()) }),
      }),
    ),
  )
  .nullable();
export const completeChoices = choicesSchema.required();
export const verdict = {
  verdict: z.enum(["protected", "at-risk", "unverified", "in-setup", "not-started"]),
  reasons: z.array(
    z.object({ part, step: z.string(), requirement: z.string(), observed: z.string().nullable(), reason }),
  ),
  verifiedAt: time.nullable(),
};
