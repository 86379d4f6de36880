import "server-only";
import { z } from "zod";
import { AZURE_CLOUD_IDS } from "@/lib/cmk/azure-clouds";
import { choicesSchema } from "@/lib/cmk/choices";
import { keySchema, vaultSchema } from "@/lib/cmk/facts";
import { CALLERS, REACH_REASONS } from "@/lib/cmk/network/reach";
import { ROLES } from "@/lib/cmk/permissions";
import { SCRIPT_FORMATS } from "@/lib/cmk/script-formats";
import { decodingView } from "./decode-schemas";
import { approvalView, doorView, failureCause, standing } from "./door-schemas";
import { keyLife, keyLifeClock } from "./key-life-schemas";
import { lateCauses } from "./late-schemas";
import {
  completeChoices,
  facts,
  named,
  part,
  partState,
  permitted,
  plan,
  requirement,
  statement,
  stepKey,
  stepState,
  time,
  verdict,
} from "./rule-schemas";

/** The views of lib/cmk/views.ts as schemas; view-schemas.test.ts keeps the two from drifting apart. */

export const organisationView = named(
  "Organisation",
  z.object({
    id: z.guid(),
    name: z.string(),
    imsOrgId: z.string(),
    region: z.string(),
    shield: z.enum(["healthcare", "privacy_security"]),
    cjaBought: z.boolean(),
    azureTenantId: z.guid(),
    azureSubscriptionId: z.guid(),
    revision: z.number().int(),
    createdAt: time,
    updatedAt: time,
    adobeCredential: z
      .object({ clientId: z.string(), savedAt: time, endsOn: z.iso.date().nullable() })
      .nullable(),
    roles: z.array(z.enum(ROLES)),
  }),
);
export const runView = named(
  "Run",
  z.object({
    id: z.string(),
    part,
    status: z.enum(["queued", "running", "waiting", "succeeded", "failed", "cancelled"]),
    currentStep: stepKey.nullable(),
    startedByName: z.string(),
    createdAt: time,
    updatedAt: time,
    nextAt: time.nullable(),
    problem: z.string().nullable(),
  }),
);
export const setupView = named(
  "Setup",
  z.object({
    organisation: organisationView,
    parts: z.array(partState).length(2),
    covered: z.boolean(),
    runs: z.object({ aep: runView.optional(), cja: runView.optional() }),
    approval: z.object({ request: approvalView, standing }).nullable(),
    clocks: z.object({ aep: keyLifeClock, cja: keyLifeClock }),
  }),
);
const recovery = named(
  "Recovery",
  z.object({
    state: z.enum(["deleted", "recovered"]),
    deletedOn: time.nullable(),
    purgeOn: time.nullable(),
    subscriptionName: z.string().nullable(),
    resourceGroup: z.string().nullable(),
    location: z.string().nullable(),
    roles: z.array(
      z.object({ role: z.string(), principalId: z.string(), principalType: z.string().nullable() }),
    ),
    diagnosticSettings: z.array(z.object({ name: z.string(), sink: z.string().nullable() })),
    settings: z.array(z.object({ property: z.string(), before: z.string(), now: z.string() })),
    scripts: z.record(z.enum(SCRIPT_FORMATS), z.string()).nullable(),
  }),
);
const networkView = named(
  "Network",
  z.object({
    rows: z.array(
      z.object({
        caller: z.enum(CALLERS),
        address: z.string().nullable(),
        reachable: z.enum(["yes", "not-yet", "no", "unknown"]),
        reason: z.enum(REACH_REASONS),
        until: time.nullable(),
      }),
    ),
    notes: z.array(
      z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
    ),
  }),
);
/** A plan in every form in which it can be handed over. */
const scripts = z.record(z.enum(SCRIPT_FORMATS), z.string()).nullable();
export const stepView = named(
  "Step",
  z.object({
    organisation: organisationView,
    step: stepState,
    choices: z.object({
      saved: choicesSchema,
      suggested: completeChoices,
      complete: completeChoices,
      revision: z.number().int(),
      closed: z.boolean(),
    }),
    facts,
    statements: z.array(statement),
    plan: plan.nullable(),
    scripts,
    permitted,
    consentUrl: z.string().nullable(),
    network: networkView.nullable().optional(),
    ticketText: z.string().nullable(),
    openTicket: z
      .object({
        reference: z.string(),
        filedOn: z.iso.date(),
        days: z.number().int(),
        level: z.enum(["fresh", "follow-up", "escalate", "account-team"]),
        nextLevelOn: z.iso.date().nullable(),
        followUp: z.string().nullable(),
      })
      .nullable(),
    decoding: decodingView.nullable(),
    cloud: z.enum(AZURE_CLOUD_IDS),
    recovery: recovery.nullable(),
    door: doorView.nullable(),
    causes: z.array(failureCause),
    late: lateCauses.nullable(),
    keyLife: keyLife.nullable(),
    lastAttempt: z
      .object({
        status: z.string(),
        startedByName: z.string(),
        startedAt: time,
        endedAt: time.nullable(),
        planHash: z.string().nullable(),
      })
      .nullable(),
    checkedAt: time.nullable(),
  }),
);
const fit = { fit: z.enum(["fits", "fits-after-changes", "does-not-fit"]), reasons: z.array(requirement) };
export const vaultCandidates = z.array(
  named("VaultCandidate", z.object({ ...fit, vault: vaultSchema, keyCount: z.number().int().nullable() })),
);
export const keyCandidates = z.array(named("KeyCandidate", z.object({ ...fit, key: keySchema })));
export const partPlanView = named("PartPlan", z.object({ part, plan, scripts, permitted }));
export const connectionTest = named(
  "ConnectionTest",
  z.object({
    results: z.array(
      z.object({
        id: z.enum(["adobe-token", "adobe-permission", "azure-subscription", "azure-tenant", "azure-reader"]),
        state: z.enum(["passed", "failed", "unknown"]),
        detail: z.string().nullable(),
      }),
    ),
    at: time,
  }),
);
export const configurationView = named(
  "Configuration",
  z.object({
    organisation: organisationView,
    parts: z.array(
      z.object({
        part,
        choices: completeChoices,
        saved: choicesSchema,
        facts,
        statements: z.array(statement),
        network: networkView.nullable().optional(),
        state: partState,
        keyLife,
      }),
    ),
    verdict: z.object(verdict),
    at: time.nullable(),
  }),
);
export const auditRow = named(
  "AuditEntry",
  z.object({
    id: z.string(),
    organisation: z.object({ id: z.guid(), name: z.string() }).nullable(),
    sequence: z.string(),
    at: time,
    actorKind: z.enum(["user", "system"]),
    actorId: z.guid().nullable(),
    actorName: z.string(),
    action: z.string(),
    subject: z.string(),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
    correlationId: z.string().nullable(),
    hash: z.string(),
  }),
);
const page = <S extends z.ZodType>(row: S) =>
  z.object({ rows: z.array(row), next: z.string().nullable(), total: z.number().int().nullable() });
export const organisationsPage = page(organisationView);
export const auditPage = page(auditRow);
