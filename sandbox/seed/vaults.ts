import type { LocalAssignment, Lock } from "../core/access-types";
import type { DiagnosticSetting, Monitor, Workspace } from "../core/log-types";
import type { Key, KeyVersion, ResourceGroup, RotationPolicy, Vault } from "../core/types";
import { accountId, principalId } from "./directory";
import type { SeedKeys } from "./keys";
import { APPS, fixedId, fixedVersion, SUBSCRIPTIONS, TENANTS } from "./names";

export const resourceGroups: ResourceGroup[] = [
  {
    subscriptionId: SUBSCRIPTIONS.contoso,
    name: "rg-shared",
    location: "westeurope",
    tags: { owner: "platform" },
  },
  { subscriptionId: SUBSCRIPTIONS.fabrikam, name: "rg-cmk", location: "eastus2", tags: {} },
  { subscriptionId: SUBSCRIPTIONS.fabrikam, name: "rg-logs", location: "eastus2", tags: {} },
  { subscriptionId: SUBSCRIPTIONS.northwind, name: "rg-cmk", location: "westeurope", tags: {} },
];

const DAY_MS = 86_400_000;

/** `days` before (or, negative, after) `now`, as ISO text. */
export function daysAgo(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString();
}

type Org = "contoso" | "fabrikam" | "northwind";

function vault(org: Org, name: string, since: string, more: Partial<Vault>): Vault {
  const creator = `admin@${org}.example`;
  return {
    name,
    subscriptionId: SUBSCRIPTIONS[org],
    resourceGroup: "rg-cmk",
    location: "westeurope",
    tenantId: TENANTS[org],
    tags: {},
    sku: "standard",
    enableSoftDelete: true,
    softDeleteRetentionInDays: 90,
    enablePurgeProtection: true,
    enableRbacAuthorization: true,
    accessPolicies: [],
    enabledForDeployment: false,
    enabledForDiskEncryption: false,
    enabledForTemplateDeployment: false,
    publicNetworkAccess: "Enabled",
    networkAcls: null,
    networkChangedAt: since,
    createdAt: since,
    createdBy: creator,
    lastModifiedAt: since,
    lastModifiedBy: creator,
    readyAt: since,
    deleted: null,
    ...more,
  };
}

/** The vaults of the demo world. */
export function vaults(now: Date): Vault[] {
  const guarded: Partial<Vault> = {
    sku: "premium",
    location: "eastus2",
    networkAcls: {
      bypass: "AzureServices",
      defaultAction: "Deny",
      ipRules: [{ value: "20.88.123.53/32" }],
      virtualNetworkRules: [],
    },
  };
  return [
    vault("contoso", "kv-contoso-shared", daysAgo(now, 900), {
      resourceGroup: "rg-shared",
      enablePurgeProtection: null,
      tags: { owner: "platform" },
    }),
    vault("contoso", "kv-contoso-weak", daysAgo(now, 40), {
      resourceGroup: "rg-shared",
      networkAcls: { bypass: "None", defaultAction: "Deny", ipRules: [], virtualNetworkRules: [] },
    }),
    vault("contoso", "kv-contoso-ready", daysAgo(now, 3), { resourceGroup: "rg-shared" }),
    vault("fabrikam", "kv-fabrikam-aep", daysAgo(now, 120), guarded),
    vault("fabrikam", "kv-fabrikam-cja", daysAgo(now, 118), guarded),
    vault("northwind", "kv-northwind-aep", daysAgo(now, 21), {}),
  ];
}

/** Managed HSMs of the demo world: one that a bank shares between applications, and one that nobody has activated. */
export function hsms(now: Date): Vault[] {
  const more: Partial<Vault> = { sku: "managed-hsm", resourceGroup: "rg-shared", activated: true };
  return [
    vault("contoso", "hsm-contoso", daysAgo(now, 200), more),
    vault("contoso", "hsm-contoso-new", daysAgo(now, 2), {
      ...more,
      activated: false,
      enablePurgeProtection: null,
    }),
  ];
}

/** Who may do what in them, said by themselves: the owner administers it, the console reads. */
export function localAssignments(): LocalAssignment[] {
  const grant = (scope: string, roleDefinitionId: string, principal: string): LocalAssignment => ({
    hsm: "hsm-contoso",
    id: fixedId(`local:${scope}:${roleDefinitionId}:${principal}`),
    scope,
    roleDefinitionId,
    principalId: principal,
  });
  return [
    grant("/", "a290e904-7015-4bba-90c8-60543313cdb4", accountId("admin@contoso.example")),
    grant("/keys", "2c18b078-7c48-4d3a-af88-5a3a1b3f82b3", principalId(APPS.clavis, TENANTS.contoso)),
  ];
}

const ALL_OPS = ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"];

function key(
  vaultName: string,
  name: string,
  created: string,
  version: Partial<KeyVersion>,
  rotationPolicy: RotationPolicy | null = null,
): Key {
  const only: KeyVersion = {
    version: fixedVersion(`key:${vaultName}/${name}`),
    enabled: true,
    notBefore: null,
    expires: null,
    created,
    updated: created,
    ops: ["wrapKey", "unwrapKey"],
    kty: "RSA",
    size: 3072,
    curve: null,
    privateKey: null,
    tags: {},
    ...version,
  };
  return { vaultName, name, versions: [only], rotationPolicy, deleted: null };
}

function rotates(created: string): RotationPolicy {
  return {
    lifetimeActions: [
      { trigger: { timeAfterCreate: "P18M" }, action: { type: "Rotate" } },
      { trigger: { timeBeforeExpiry: "P30D" }, action: { type: "Notify" } },
    ],
    attributes: { expiryTime: "P2Y", created, updated: created },
  };
}

/** The keys of the demo world, with real RSA material. */
export function keys(now: Date, material: SeedKeys): Key[] {
  const old = daysAgo(now, 890);
  const fabrikam = { kty: "RSA-HSM" as const, expires: daysAgo(now, 120 - 730) };
  return [
    key("kv-contoso-shared", "app-signing", old, {
      size: 2048,
      ops: ["sign", "verify"],
      privateKey: material.contosoAppSigning,
    }),
    key("kv-contoso-shared", "backup", old, { size: 4096, ops: ALL_OPS, privateKey: material.contosoBackup }),
    key("kv-contoso-shared", "tokens", old, {
      kty: "EC",
      size: 256,
      curve: "P-256",
      ops: ["sign", "verify"],
    }),
    key("kv-contoso-weak", "cmk-weak", daysAgo(now, 39), {
      size: 2048,
      ops: ALL_OPS,
      privateKey: material.contosoWeak,
    }),
    key(
      "kv-fabrikam-aep",
      "adobe-cmk",
      daysAgo(now, 120),
      { ...fabrikam, privateKey: material.fabrikamAep },
      rotates(daysAgo(now, 120)),
    ),
    key(
      "kv-fabrikam-cja",
      "adobe-cmk",
      daysAgo(now, 118),
      { ...fabrikam, privateKey: material.fabrikamCja },
      rotates(daysAgo(now, 118)),
    ),
    key("kv-northwind-aep", "adobe-cmk", daysAgo(now, 20), { privateKey: material.northwindAep }),
    key(
      "hsm-contoso",
      "adobe-cmk",
      daysAgo(now, 30),
      { kty: "RSA-HSM", ops: ALL_OPS, privateKey: material.contosoHsm },
      rotates(daysAgo(now, 30)),
    ),
  ];
}

/** The resource id of a seeded vault. */
export function vaultId(org: Org, resourceGroup: string, name: string): string {
  return `/subscriptions/${SUBSCRIPTIONS[org]}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`;
}

const fabrikamVaults = ["kv-fabrikam-aep", "kv-fabrikam-cja"].map((name) =>
  vaultId("fabrikam", "rg-cmk", name),
);

export const locks: Lock[] = fabrikamVaults.map((scope) => ({
  scope,
  name: "keep-cmk-vault",
  level: "CanNotDelete",
  notes: "Adobe's data is sealed with the key in this vault.",
}));

const WORKSPACE = `/subscriptions/${SUBSCRIPTIONS.fabrikam}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-fabrikam`;

export const workspaces: Workspace[] = [
  { id: WORKSPACE, name: "log-fabrikam", location: "eastus2", customerId: fixedId("workspace:log-fabrikam") },
];

export const diagnosticSettings: DiagnosticSetting[] = fabrikamVaults.map((resourceUri) => ({
  resourceUri,
  name: "audit",
  properties: {
    workspaceId: WORKSPACE,
    logs: [
      {
        category: "AuditEvent",
        categoryGroup: null,
        enabled: true,
        retentionPolicy: { enabled: false, days: 0 },
      },
    ],
    metrics: [],
  },
}));

/** Somebody is told when a vault of Fabrikam's does not answer; nobody when its key is touched. */
export const monitors: Monitor[] = fabrikamVaults.map((scope, index) => ({
  scope: `/subscriptions/${SUBSCRIPTIONS.fabrikam}/resourceGroups/rg-cmk`,
  type: "Microsoft.Insights/metricAlerts",
  name: `cmk-vault-availability-${index + 1}`,
  location: "global",
  properties: {
    enabled: true,
    severity: 1,
    scopes: [scope],
    evaluationFrequency: "PT1M",
    windowSize: "PT5M",
    criteria: {
      "odata.type": "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
      allOf: [
        {
          criterionType: "StaticThresholdCriterion",
          name: "availability",
          metricName: "Availability",
          operator: "LessThan",
          threshold: 100,
          timeAggregation: "Average",
        },
      ],
    },
    actions: [
      {
        actionGroupId: `/subscriptions/${SUBSCRIPTIONS.fabrikam}/resourceGroups/rg-logs/providers/Microsoft.Insights/actionGroups/security`,
      },
    ],
  },
}));
