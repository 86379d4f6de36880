import "server-only";
import { z } from "zod";
import { failureSchema, keyVersionSchema, rotationPolicySchema } from "@/lib/cmk/facts";
import { MAINTENANCE_ACTIONS } from "@/lib/cmk/key-life/maintenance";
import { POLICY_VARIANTS } from "@/lib/cmk/key-life/proposal";
import { SCRIPT_FORMATS } from "@/lib/cmk/script-formats";
import { named, part, permitted, plan, time } from "./rule-schemas";

/** The views of lib/cmk/key-life as schemas. Words of closed lists that the rules own are plain texts here. */

export const keyLifeClock = named(
  "KeyLifeClock",
  z.object({
    first: z
      .object({
        end: z.string(),
        at: time.nullable(),
        ended: z.boolean(),
        effect: z.enum(["purge", "recoverable"]),
      })
      .nullable(),
    events: z.array(z.looseObject({ end: z.string() })),
    level: z.number().int().nullable(),
    daysLeft: z.number().int().nullable(),
    rotatesOn: time.nullable(),
    unseen: z.array(z.string()),
  }),
);

export const keyLife = named(
  "KeyLife",
  z.object({
    clock: keyLifeClock,
    verdict: z.object({
      state: z.enum(["coherent", "attention", "danger", "unknown"]),
      findings: z.array(
        z.object({
          id: z.string(),
          severity: z.enum(["critical", "high", "medium", "info"]),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      ),
      proposal: z
        .object({
          variant: z.enum(POLICY_VARIANTS),
          policy: rotationPolicySchema,
          extendTo: time.nullable(),
        })
        .nullable(),
    }),
    versions: z.array(
      keyVersionSchema.extend({
        state: z.enum(["current", "needed", "safe", "disabled", "disabled-early"]),
        replacedAt: time.nullable(),
        safeFrom: time.nullable(),
        lastWrapAt: time.nullable(),
        lastUnwrapAt: time.nullable(),
      }),
    ),
    versionsTotal: z.number().int(),
    usesReadUntil: time.nullable(),
    key: z
      .object({
        name: z.string(),
        identifier: z.string(),
        version: z.string().nullable(),
        expires: time.nullable(),
        rotationPolicy: rotationPolicySchema.nullable().optional(),
      })
      .nullable(),
    dataPlane: z.enum(["open", "restricted"]).nullable(),
  }),
);

export const keyLifeView = z.object({ part, keyLife });
export const maintenanceView = named(
  "Maintenance",
  z.object({
    kind: z.literal("maintenance"),
    part,
    action: z.enum(MAINTENANCE_ACTIONS),
    variant: z.enum(POLICY_VARIANTS).nullable(),
    plan,
    scripts: z.record(z.enum(SCRIPT_FORMATS), z.string()).nullable(),
    permitted,
    keyLife,
  }),
);
export const maintenanceResult = z.object({ part, keyLife, failure: failureSchema.nullable() });
