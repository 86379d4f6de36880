import { expect, test } from "vitest";
import type { DecodedScript } from "../cmk/decode/decoded";
import { renderDecodedScript } from "./decoded-script";

const GUID = "aaaaaaaa-0000-4000-8000-000000000001";
const SCOPE = `/subscriptions/${GUID}/resourceGroups/rg (x)/providers/Microsoft.KeyVault/vaults/kv-one`;

test.each<[DecodedScript, string]>([
  [
    { script: "assign-encryption-user", principalId: GUID, vaultId: SCOPE },
    `az role assignment create \\\n  --assignee-object-id ${GUID} \\\n  --assignee-principal-type ServicePrincipal \\\n  --role e147488a-f6f5-4113-8e2d-b22465e65bf6 \\\n  --scope '${SCOPE}'`,
  ],
  [
    { script: "assign-crypto-officer", principalId: GUID, vaultId: "/subscriptions/x" },
    `az role assignment create \\\n  --assignee-object-id ${GUID} \\\n  --assignee-principal-type User \\\n  --role 14b46e9e-c2b7-41b4-b07b-48a6ebf60603 \\\n  --scope /subscriptions/x`,
  ],
  [
    { script: "allow-adobe-address", vault: "kv-one" },
    "az keyvault network-rule add --name kv-one --ip-address 20.88.123.53",
  ],
  [
    { script: "allow-adobe-address", vault: "kv-one", subscriptionId: GUID },
    `az keyvault network-rule add --subscription ${GUID} --name kv-one --ip-address 20.88.123.53`,
  ],
  [
    {
      script: "assign-encryption-user",
      principalId: GUID,
      vaultId: SCOPE.replace("vaults/kv-one", "managedHSMs/hsm-one/keys/k"),
    },
    `az keyvault role assignment create \\\n  --hsm-name hsm-one \\\n  --assignee-object-id ${GUID} \\\n  --assignee-principal-type ServicePrincipal \\\n  --role 33413926-3206-4cdd-b39a-83574fe37a17 \\\n  --scope /keys/k`,
  ],
  [
    { script: "allow-trusted-services", vault: "kv-one" },
    "az keyvault update --name kv-one --bypass AzureServices",
  ],
  [
    { script: "use-rbac", vault: "kv-one" },
    "az keyvault update --name kv-one --enable-rbac-authorization true",
  ],
  [
    { script: "enable-key", vault: "kv-one", key: "k" },
    "az keyvault key set-attributes --vault-name kv-one --name k --enabled true",
  ],
  [
    { script: "start-key", vault: "kv-one", key: "k" },
    'az keyvault key set-attributes --vault-name kv-one --name k --not-before "$(date -u +%Y-%m-%dT%H:%M:%SZ)"',
  ],
  [
    { script: "rotate-key", vault: "kv-one", key: "k" },
    "az keyvault key rotate --vault-name kv-one --name k",
  ],
  [
    { script: "recover-key", vault: "kv-one", key: "k" },
    "az keyvault key list-deleted --vault-name kv-one --output table\naz keyvault key recover --vault-name kv-one --name k",
  ],
  [{ script: "recover-vault", vault: "kv-one" }, "az keyvault recover --name kv-one"],
  [
    { script: "show-deleted-vault", vault: "kv-one" },
    "az keyvault show-deleted --name kv-one --query properties.scheduledPurgeDate --output tsv",
  ],
  [
    { script: "check-name", vault: "kv-one" },
    "az keyvault check-name --name kv-one\naz keyvault list-deleted --resource-type vault --output table",
  ],
  [
    { script: "rotate-key", vault: "hsm-one", hsm: true, key: "k", subscriptionId: GUID },
    `az keyvault key rotate --subscription ${GUID} --hsm-name hsm-one --name k`,
  ],
  [
    { script: "recover-vault", vault: "hsm-one", hsm: true, location: "westeurope" },
    "az keyvault recover --hsm-name hsm-one --location westeurope",
  ],
  [
    { script: "check-name", vault: "hsm-one", hsm: true },
    "az keyvault check-name --name hsm-one --resource-type hsm\naz keyvault list-deleted --resource-type hsm --output table",
  ],
  [
    { script: "assign-policy-administrator", vault: "hsm-one", hsm: true, principalId: GUID },
    `az keyvault role assignment create --hsm-name hsm-one \\\n  --assignee-object-id ${GUID} \\\n  --assignee-principal-type User \\\n  --role 4bd23610-cdcf-4971-bdee-bdc562cc28e4 \\\n  --scope /`,
  ],
  [
    { script: "register-provider", subscriptionId: GUID },
    `az provider register --subscription ${GUID} --namespace Microsoft.KeyVault --wait`,
  ],
  [{ script: "add-application", appId: GUID, tenantId: null }, `az ad sp create --id ${GUID}`],
  [
    { script: "add-application", appId: GUID, tenantId: GUID },
    `az login --tenant ${GUID}\naz ad sp create --id ${GUID}`,
  ],
  [{ script: "sign-in", tenantId: GUID }, `az logout\naz login --tenant ${GUID}`],
])("$script", (wanted, text) => {
  expect(renderDecodedScript(wanted)).toBe(text);
});
