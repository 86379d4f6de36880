import { z } from "zod";
import { configNameSchema, keyChoiceSchema, vaultChoiceSchema } from "./choices";
import { ADOBE_REGION_PATTERN, GUID_PATTERN, IMS_ORG_PATTERN } from "./ids";
import { STATEMENT_TEXT_LIMIT } from "./statement-limit";

/** What the API accepts. Forms, routes and the OpenAPI document all use these; messages are keys of `errors.field`. */

const text = (maximum: number) => z.string().trim().min(1, "required").max(maximum, "too-long");
const guid = z.string().trim().toLowerCase().regex(GUID_PATTERN, "guid");

export const organisationInputSchema = z.object({
  name: text(120),
  imsOrgId: z.string().trim().regex(IMS_ORG_PATTERN, "ims-org"),
  region: z.string().trim().toLowerCase().regex(ADOBE_REGION_PATTERN, "adobe-region"),
  shield: z.enum(["healthcare", "privacy_security"]),
  cjaBought: z.boolean(),
  azureTenantId: guid,
  azureSubscriptionId: guid,
});
export type OrganisationInput = z.infer<typeof organisationInputSchema>;

/** Write-only: it goes in, and only its client id ever comes out. */
export const adobeCredentialSchema = z.object({ clientId: text(128), clientSecret: text(512) });
export type AdobeCredential = z.infer<typeof adobeCredentialSchema>;

export const createOrganisationSchema = organisationInputSchema.extend({
  adobeCredential: adobeCredentialSchema.optional(),
  /** The day on which the secret of the Adobe credential ends; null: it has no end, or nobody knows. */
  adobeSecretEndsOn: z.iso.date("date").nullable().optional(),
});
/** `revision` is the one that was read: a change in between is a conflict, not a loss. */
export const updateOrganisationSchema = createOrganisationSchema.extend({ revision: z.number().int() });

export const saveChoicesSchema = z.object({
  revision: z.number().int(),
  vault: vaultChoiceSchema.optional(),
  key: keyChoiceSchema.optional(),
  configName: configNameSchema.optional(),
});

export const applyStepSchema = z.object({
  planHash: z.string().regex(/^[0-9a-f]{64}$/, "plan-hash"),
  /** Only for what cannot be undone: the organisation's name, typed. */
  confirmation: z.string().optional(),
});

export const applyPartSchema = z.object({ planHash: z.string().regex(/^[0-9a-f]{64}$/, "plan-hash") });

/** `reference` may be left out only where a pasted message stands for it; the verb says where. */
export const statementSchema = z.object({
  reference: text(200).optional(),
  text: z.string().trim().min(1, "required").max(STATEMENT_TEXT_LIMIT, "too-long").optional(),
  statedOn: z.iso.date("date").optional(),
});

export const idempotencyKeySchema = z.string().regex(/^[A-Za-z0-9_-]{8,100}$/, "idempotency-key");
