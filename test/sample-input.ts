import { suggestChoices } from "@/lib/cmk/choices";
import type { KeyFacts, Observed, PartFacts, PrincipalFacts, Source, VaultFacts } from "@/lib/cmk/facts";
import { AZURE_ROLES, CJA_APPLICATION_ID, vaultResourceId } from "@/lib/cmk/ids";
import type { PartInput } from "@/lib/cmk/input";
import type { PartId } from "@/lib/cmk/parts";

/** A part on which everything is right: tests change one thing of it. */

export const NOW = "2026-11-23T12:00:00.000Z";
export const SUBSCRIPTION = "8f0e2b7a-1111-4c1d-9a6e-000000000001";
const TENANT = "11111111-aaaa-4aaa-8aaa-000000000001";

export function seen<T>(value: T, source: Source = "azure", at = NOW): Observed<T> {
  return { at, source, value };
}

export function sampleVault(changes: Partial<VaultFacts> = {}): VaultFacts {
  const name = changes.name ?? "kv-sample-aep";
  const resourceGroup = changes.resourceGroup ?? "rg-cmk";
  return {
    exists: true,
    id: vaultResourceId(SUBSCRIPTION, resourceGroup, name),
    name,
    resourceGroup,
    subscriptionId: SUBSCRIPTION,
    location: "westeurope",
    tenantId: TENANT,
    uri: `https://${name}.vault.azure.net/`,
    sku: "premium",
    softDelete: true,
    retentionDays: 90,
    purgeProtection: true,
    rbac: true,
    provisioningState: "Succeeded",
    publicNetworkAccess: "Enabled",
    defaultAction: "Deny",
    bypassAzureServices: true,
    ipRules: ["20.88.123.53"],
    ...changes,
  };
}

/** The choice of that vault, as somebody saves it. */
export const ADOPTED_VAULT = {
  mode: "adopt",
  name: "kv-sample-aep",
  resourceGroup: "rg-cmk",
  location: "westeurope",
  sku: "premium",
} as const;

export function sampleKey(changes: Partial<KeyFacts> = {}): KeyFacts {
  const name = changes.name ?? "adobe-aep-cmk";
  const vaultUri = changes.vaultUri ?? "https://kv-sample-aep.vault.azure.net/";
  return {
    exists: true,
    vaultUri,
    name,
    identifier: `${vaultUri}keys/${name}`,
    version: "0123456789abcdef0123456789abcdef",
    type: "RSA-HSM",
    size: 3072,
    operations: ["wrapKey", "unwrapKey"],
    enabled: true,
    notBefore: null,
    expires: null,
    recoveryLevel: "Recoverable",
    rotates: "P18M",
    ...changes,
  };
}

export function samplePrincipal(changes: Partial<PrincipalFacts> = {}): PrincipalFacts {
  return {
    exists: true,
    tenantId: TENANT,
    objectId: "aaaaaaaa-0000-4000-8000-000000000001",
    appId: "e463a445-c6ac-4ca2-b36a-b5146fcf6a01",
    displayName: "Adobe CMK",
    enabled: true,
    ownerTenantId: "fa7b1b5a-7b34-4387-94ae-d2c178decee1",
    ...changes,
  };
}

/** Everything right and complete for the part; `facts` replace single ones, `undefined` takes one away. */
export function sampleInput(
  part: PartId = "aep",
  facts: PartFacts = {},
  changes: Partial<PartInput> = {},
): PartInput {
  const vault = sampleVault({ name: `kv-sample-${part}` });
  const keyName = part === "aep" ? "adobe-aep-cmk" : "adobe-cja-cmk";
  const key = sampleKey({ name: keyName, vaultUri: vault.uri });
  const principal = samplePrincipal(part === "cja" ? { appId: CJA_APPLICATION_ID } : {});
  const suggested = suggestChoices("Sample", part, "");
  const complete: PartFacts = {
    registration: seen(
      {
        applicationId: principal.appId,
        name: "Adobe CMK",
        consentUrl: "https://login.microsoftonline.com/common/oauth2/authorize",
      },
      "adobe",
    ),
    vault: seen(vault),
    vaultKeys: seen({ names: [keyName] }),
    key: seen(key),
    principal: seen(principal, "graph"),
    assignments: seen({
      scope: vault.id,
      list: [
        {
          id: "0c000000-0000-4000-8000-000000000001",
          roleDefinitionId: AZURE_ROLES.keyVaultCryptoServiceEncryptionUser,
          principalId: principal.objectId,
          scope: vault.id,
          condition: null,
          createdOn: "2026-11-01T00:00:00.000Z",
        },
      ],
    }),
    config: seen(
      {
        exists: true,
        name: "sample-cmk",
        status: "COMPLETED",
        vaultUri: vault.uri,
        keyIdentifier: key.identifier,
      },
      "adobe",
    ),
  };
  const statement = (step: PartInput["statements"][number]["step"]) => ({
    id: `statement-${step}`,
    step,
    reference: "REF-1",
    text: `about ${key.identifier}`,
    statedOn: "2026-11-01",
    statedByName: "Ada Admin",
    statedAt: "2026-11-01T10:00:00.000Z",
  });
  const steps =
    part === "aep" ? (["entitlement"] as const) : (["entitlement", "ticket", "confirmation"] as const);
  const merged = { ...complete, ...facts };
  if (part === "cja") {
    delete merged.registration;
    delete merged.config;
  }
  return {
    part,
    organisation: {
      name: "Sample",
      imsOrgId: "7F3A2C915B1E4D880A495CC1@AdobeOrg",
      region: "va7",
      shield: "healthcare",
      cjaBought: false,
      azureTenantId: TENANT,
      azureSubscriptionId: SUBSCRIPTION,
    },
    choices: {
      ...suggested,
      vault: { ...suggested.vault, name: vault.name },
      key: { ...suggested.key, name: keyName },
      configName: "sample-cmk",
    },
    facts: merged,
    statements: steps.map(statement),
    otherVaultId: part === "cja" ? sampleVault({ name: "kv-sample-aep" }).id : null,
    running: {},
    failures: {},
    rolePropagationSeconds: 600,
    firewallPropagationSeconds: 600,
    now: NOW,
    ...changes,
  };
}
