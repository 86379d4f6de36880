import "server-only";
import { z } from "zod";
import { APPROVAL_STATUSES, STANDINGS } from "@/lib/cmk/door/approval";
import { policyTermsSchema } from "@/lib/cmk/door/policy";
import { GATE_IDS } from "@/lib/cmk/door/terms";
import { named, stepKey, time } from "./rule-schemas";

/** The one-way door and the policy as schemas; view-schemas.test.ts compares them with the views. */

const missing = z.object({
  step: stepKey,
  requirement: z.string(),
  state: z.enum(["unmet", "waiting", "unknown"]),
  observed: z.string().nullable(),
});
const gate = named(
  "Gate",
  z.object({
    id: z.enum(GATE_IDS),
    state: z.enum(["open", "closed", "waiting", "unneeded"]),
    reason: z.string().nullable(),
    until: time.nullable(),
    missing: z.array(missing),
  }),
);
export const standing = named(
  "Standing",
  z.object({
    state: z.enum(STANDINGS),
    terms: policyTermsSchema,
    readyAt: time.nullable(),
    expiresAt: time.nullable(),
  }),
);
export const approvalView = named(
  "Approval",
  z.object({
    id: z.guid(),
    status: z.enum(APPROVAL_STATUSES),
    planHash: z.string(),
    requestedByName: z.string(),
    requestedAt: time,
    decidedByName: z.string().nullable(),
    decidedAt: time.nullable(),
    reason: z.string().nullable(),
    mine: z.boolean(),
  }),
);
export const doorView = named(
  "Door",
  z.object({
    gates: z.array(gate),
    open: z.boolean(),
    advice: z.array(missing),
    terms: policyTermsSchema,
    standing,
    approval: approvalView.nullable(),
  }),
);
export const failureCause = named(
  "FailureCause",
  z.object({
    id: z.string(),
    likelihood: z.enum(["sure", "likely", "possible"]),
    step: stepKey.nullable(),
    observed: z.string().nullable(),
  }),
);
export const policyView = named(
  "Policy",
  policyTermsSchema.extend({
    revision: z.number().int(),
    stricter: policyTermsSchema.extend({ until: time }).nullable(),
    inForce: policyTermsSchema,
    pending: z.boolean(),
  }),
);
