import { z } from "zod";
import { denyAssignmentsSchema, locksSchema, monitoringSchema } from "./watch-facts";

/**
 * What was observed, in our words. Times are ISO 8601 in UTC. `null` means that the vendor's answer
 * leaves the value out; what that says is decided by the rules, never by the mapping.
 */

export const SOURCES = ["azure", "key-vault", "graph", "adobe", "person", "clavis"] as const;
export type Source = (typeof SOURCES)[number];

export const softDeletedSchema = z.object({
  deletedOn: z.string().nullable(),
  purgeOn: z.string().nullable(),
  /** Vaults only, where it was and is recovered to; stored facts of before have none of it. */
  place: z
    .object({
      id: z.string(), // the resource id it had
      subscriptionId: z.string(),
      subscriptionName: z.string(),
      resourceGroup: z.string(),
      location: z.string(),
      purgeProtection: z.boolean().nullable(),
    })
    .optional(),
});

export const absentSchema = z.object({
  exists: z.literal(false),
  /** Set when the thing is soft-deleted and can be recovered. */
  softDeleted: softDeletedSchema.nullable(),
  /** Vaults only: the name is somebody's. `id`: a vault that the person can see; `freeName`: one that was free. */
  taken: z.object({ id: z.string().nullable(), freeName: z.string().nullable() }).optional(),
  /** Keys only: the code with which the vault kept its deleted keys from being seen. */
  hidden: z.string().optional(),
  /** Service principals only: other tenants that were asked and know the application. */
  elsewhere: z.array(z.string()).optional(),
});

const firewall = {
  publicNetworkAccess: z.enum(["Enabled", "Disabled", "SecuredByPerimeter"]),
  defaultAction: z.enum(["Allow", "Deny"]),
  bypassAzureServices: z.boolean(),
  ipRules: z.array(z.string()),
};

export const vaultSchema = z.object({
  exists: z.literal(true),
  id: z.string(),
  name: z.string(),
  resourceGroup: z.string(),
  subscriptionId: z.string(),
  location: z.string(),
  tenantId: z.string(),
  uri: z.string(),
  sku: z.enum(["standard", "premium", "managed-hsm"]).nullable(),
  /** Managed HSMs only: whether somebody has taken possession of it (its security domain). */
  activated: z.boolean().nullable().optional(),
  softDelete: z.boolean().nullable(),
  retentionDays: z.number().nullable(),
  purgeProtection: z.boolean().nullable(),
  rbac: z.boolean().nullable(),
  provisioningState: z.string().nullable(),
  ...firewall,
  /** Other ways in, for information: subnets let through, and approved private endpoints. */
  virtualNetworkRules: z.number().optional(),
  privateEndpoints: z.number().optional(),
  /** Older ways to use a vault: for deployment, disk encryption and templates, and access policies. */
  legacyUses: z.array(z.string()).optional(),
  accessPolicies: z.number().optional(),
  createdOn: z.string().nullable().optional(),
  modifiedOn: z.string().nullable().optional(),
  /** The last firewall change that was seen, and the rules before it: Azure goes by them for a while. */
  settling: z.object({ since: z.string(), before: z.object(firewall) }).optional(),
});

/** ISO 8601 durations. `expiryTime` is given to versions made after the policy was set, never to the one that is there. */
export const rotationPolicySchema = z.object({
  rotateAfter: z.string().nullable(), // timeAfterCreate of the action rotate
  rotateBefore: z.string().nullable(), // timeBeforeExpiry of the action rotate
  notifyBefore: z.string().nullable(), // timeBeforeExpiry of the action notify
  expiryTime: z.string().nullable(),
});

export const keySchema = z.object({
  exists: z.literal(true),
  vaultUri: z.string(),
  name: z.string(),
  /** Address without version: what Adobe is given. */
  identifier: z.string(),
  version: z.string().nullable(),
  type: z.string(),
  size: z.number().nullable(),
  operations: z.array(z.string()),
  enabled: z.boolean().nullable(),
  notBefore: z.string().nullable(),
  expires: z.string().nullable(),
  recoveryLevel: z.string().nullable(),
  rotates: z.string().nullable(), // ISO 8601 duration after which a new version is made
  /** When this version was made. Left out in facts that were stored before it was read. */
  created: z.string().nullable().optional(),
  exportable: z.boolean().nullable().optional(),
  /** null: the key has none. Left out in facts that were stored before it was read: unknown. */
  rotationPolicy: rotationPolicySchema.nullable().optional(),
});

export const keyVersionSchema = z.object({
  version: z.string(),
  enabled: z.boolean().nullable(),
  created: z.string().nullable(),
  notBefore: z.string().nullable(),
  expires: z.string().nullable(),
});

export const principalSchema = z.object({
  exists: z.literal(true),
  tenantId: z.string(),
  objectId: z.string(),
  appId: z.string(),
  displayName: z.string(),
  enabled: z.boolean().nullable(),
  ownerTenantId: z.string().nullable(),
});

export const assignmentSchema = z.object({
  id: z.string(),
  roleDefinitionId: z.string(), // the GUID alone
  principalId: z.string(),
  /** User, Group, ServicePrincipal; null when Azure does not say, missing in facts stored before. */
  principalType: z.string().nullable().optional(),
  scope: z.string(),
  condition: z.string().nullable(),
  createdOn: z.string().nullable(),
});

export const diagnosticSettingSchema = z.object({
  name: z.string(),
  /** Resource id (or rule id) of where the logs go. */
  sink: z.string().nullable(),
  logs: z.array(z.string()), // categories and groups that are on
});

/** What hangs on a vault without being part of it: all of it goes when the vault is deleted, none comes back. */
export const extensionsSchema = z.object({
  vaultId: z.string(),
  /** Assigned on this vault itself, whoever holds them. */
  roleAssignments: z.array(assignmentSchema),
  /** Ids of principals in that list that Microsoft Graph knows no longer. */
  absentPrincipals: z.array(z.string()),
  /** null when it could not be asked. */
  diagnosticSettings: z.array(diagnosticSettingSchema).nullable(),
});

export const registrationSchema = z.object({
  applicationId: z.string(),
  name: z.string(),
  /** As Adobe gives it: names the `common` tenant. */
  consentUrl: z.string(),
});

export const configSchema = z.object({
  exists: z.literal(true),
  name: z.string(),
  /** NEW, CREATED, RUNNING, UPDATE_EXISTING_RESOURCES, COMPLETED, FAILED, or a word that Adobe has added since. */
  status: z.string(),
  vaultUri: z.string().nullable(),
  keyIdentifier: z.string().nullable(),
  /** When this status was first seen, ISO 8601. */
  statusSince: z.string().optional(),
});

export const directoryRolesSchema = z.object({
  objectId: z.string(),
  name: z.string(),
  /** Role template ids that the person holds. */
  roleTemplateIds: z.array(z.string()),
});

/** Facts by subject: one observation each, per part. */
export const FACT_SCHEMAS = {
  registration: registrationSchema,
  vault: z.discriminatedUnion("exists", [vaultSchema, absentSchema]),
  vaultKeys: z.object({ names: z.array(z.string()) }),
  key: z.discriminatedUnion("exists", [keySchema, absentSchema]),
  /** Newest first; at most 100, `total` says how many there are. */
  keyVersions: z.object({ versions: z.array(keyVersionSchema), total: z.number() }),
  /** `state` is Azure's word: Enabled, Warned, PastDue, Disabled, Deleted; null when it cannot be seen. */
  subscription: z.object({ id: z.string(), state: z.string().nullable() }),
  principal: z.discriminatedUnion("exists", [principalSchema, absentSchema]),
  assignments: z.object({ scope: z.string(), list: z.array(assignmentSchema) }),
  extensions: extensionsSchema,
  config: z.discriminatedUnion("exists", [configSchema, absentSchema]),
  directoryRoles: directoryRolesSchema,
  locks: locksSchema,
  denyAssignments: denyAssignmentsSchema,
  monitoring: monitoringSchema,
} as const;

export type FactSubject = keyof typeof FACT_SCHEMAS;
export type FactValue<S extends FactSubject> = z.infer<(typeof FACT_SCHEMAS)[S]>;

export type Absent = z.infer<typeof absentSchema>;
export type VaultFacts = z.infer<typeof vaultSchema>;
export type KeyFacts = z.infer<typeof keySchema>;
export type RotationPolicy = z.infer<typeof rotationPolicySchema>;
export type KeyVersionFacts = z.infer<typeof keyVersionSchema>;
export type PrincipalFacts = z.infer<typeof principalSchema>;
export type AssignmentFacts = z.infer<typeof assignmentSchema>;
export type SoftDeletedFacts = z.infer<typeof softDeletedSchema>;
export type ExtensionFacts = z.infer<typeof extensionsSchema>;
export type RegistrationFacts = z.infer<typeof registrationSchema>;
export type ConfigFacts = z.infer<typeof configSchema>;
export type DirectoryRoleFacts = z.infer<typeof directoryRolesSchema>;

/** Why a vendor could not be asked, or did not answer. Message keys by `kind`; no raw bodies. */
export const failureSchema = z.object({
  kind: z.enum([
    "refused",
    "unauthenticated",
    "absent",
    "conflict",
    "throttled",
    "invalid",
    "blocked",
    "unavailable",
    "nonsense",
  ]),
  vendor: z.enum(["azure", "key-vault", "graph", "entra", "adobe"]),
  status: z.number().nullable(),
  code: z.string().nullable(), // the inner code where there is one
  message: z.string(), // the vendor's own sentence, redacted
  requestId: z.string().nullable(),
  retryable: z.boolean(),
  retryAfterSeconds: z.number().nullable(),
});
export type VendorFailure = z.infer<typeof failureSchema>;

/** One look at one subject: a value, or why there is none. */
export type Observed<T> = { at: string; source: Source } & ({ value: T } | { failure: VendorFailure });

/** All that is known of one part. A missing subject was never looked at: unknown, neither pass nor fail. */
export type PartFacts = { [S in FactSubject]?: Observed<FactValue<S>> };
