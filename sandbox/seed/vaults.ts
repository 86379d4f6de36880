import type { LocalAssignment } from "../core/access-types";
import type { ResourceGroup, Vault } from "../core/types";
import { daysAgo } from "./days-ago";
import { accountId, principalId } from "./directory";
import { APPS, fixedId, SUBSCRIPTIONS, TENANTS } from "./names";

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

/** The resource id of a seeded vault. */
export function vaultId(org: Org, resourceGroup: string, name: string): string {
  return `/subscriptions/${SUBSCRIPTIONS[org]}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`;
}
