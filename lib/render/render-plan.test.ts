import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AZURE_ROLES, MANAGED_HSM_ROLES, vaultResourceId } from "../cmk/ids";
import { storeResourceId } from "../cmk/key-store";
import type { Operation } from "../cmk/plan";
import { bicep, powershell, shell, terraform } from "./format";
import { renderPlan } from "./render-plan";

const SUBSCRIPTION = "8f0e2b7a-1111-4c1d-9a6e-000000000001";
const vaultId = vaultResourceId(SUBSCRIPTION, "rg-cmk", "kv-contoso-aep");

const operations: Operation[] = [
  { op: "register-provider", subscriptionId: SUBSCRIPTION, namespace: "Microsoft.KeyVault" },
  { op: "create-resource-group", subscriptionId: SUBSCRIPTION, name: "rg-cmk", location: "westeurope" },
  {
    op: "create-vault",
    subscriptionId: SUBSCRIPTION,
    tenantId: "11111111-aaaa-4aaa-8aaa-000000000001",
    resourceGroup: "rg-cmk",
    name: "kv-contoso-aep",
    location: "westeurope",
    sku: "premium",
    retentionDays: 90,
    ipRules: ["20.88.123.53"],
  },
  {
    op: "create-key",
    vaultId,
    vaultName: "kv-contoso-aep",
    name: "adobe-aep-cmk",
    type: "RSA-HSM",
    size: 3072,
    operations: ["wrapKey", "unwrapKey"],
    rotateAfter: "P18M",
  },
  {
    op: "create-service-principal",
    tenantId: "11111111-aaaa-4aaa-8aaa-000000000001",
    appId: "e463a445-c6ac-4ca2-b36a-b5146fcf6a01",
    name: "Adobe CMK",
  },
  {
    op: "assign-role",
    scope: vaultId,
    roleDefinitionId: AZURE_ROLES.keyVaultCryptoServiceEncryptionUser,
    roleName: "Key Vault Crypto Service Encryption User",
    principalId: null,
    principalName: "Adobe CMK",
    principalType: "ServicePrincipal",
    appId: "e463a445-c6ac-4ca2-b36a-b5146fcf6a01",
  },
];

const repair: Operation[] = [
  {
    op: "update-vault",
    vaultId,
    name: "kv-contoso-aep",
    before: { bypassAzureServices: "None" },
    settings: {
      purgeProtection: true,
      bypassAzureServices: true,
      ipRules: ["203.0.113.0/28", "20.88.123.53"],
    },
  },
  {
    op: "update-key",
    vaultId,
    vaultUri: "https://kv-contoso-aep.vault.azure.net/",
    name: "adobe-aep-cmk",
    version: "0123456789abcdef0123456789abcdef",
    before: {},
    enabled: true,
  },
];

const maintenance: Operation[] = [
  {
    op: "update-key",
    vaultId,
    vaultUri: "https://kv-contoso-aep.vault.azure.net/",
    name: "adobe-aep-cmk",
    version: "0123456789abcdef0123456789abcdef",
    before: { expires: "2026-12-16T00:00:00.000Z" },
    expires: "2027-12-16T00:00:00.000Z",
  },
  {
    op: "set-rotation-policy",
    vaultId,
    vaultUri: "https://kv-contoso-aep.vault.azure.net/",
    name: "adobe-aep-cmk",
    before: { rotation: "none" },
    policy: { rotateAfter: "P18M", rotateBefore: null, notifyBefore: "P30D", expiryTime: "P2Y" },
  },
  {
    op: "rotate-key",
    vaultId,
    vaultUri: "https://kv-contoso-aep.vault.azure.net/",
    name: "adobe-aep-cmk",
    version: "0123456789abcdef0123456789abcdef",
  },
];

const recover: Operation[] = [
  {
    op: "recover-vault",
    vaultId,
    subscriptionId: SUBSCRIPTION,
    tenantId: "11111111-aaaa-4aaa-8aaa-000000000001",
    resourceGroup: "rg-cmk",
    name: "kv-contoso-aep",
    location: "westeurope",
    sku: "premium",
  },
  {
    op: "recover-key",
    vaultId,
    vaultUri: "https://kv-contoso-aep.vault.azure.net/",
    name: "adobe-aep-cmk",
  },
  {
    op: "assign-role",
    scope: vaultId,
    roleDefinitionId: AZURE_ROLES.keyVaultCryptoServiceEncryptionUser,
    roleName: "Key Vault Crypto Service Encryption User",
    principalId: "aaaaaaaa-0000-4000-8000-000000000002",
    principalName: "Adobe CMK",
    principalType: "ServicePrincipal",
    appId: "e463a445-c6ac-4ca2-b36a-b5146fcf6a01",
  },
  {
    op: "remove-role-assignment",
    id: `${vaultId}/providers/Microsoft.Authorization/roleAssignments/0c000000-0000-4000-8000-000000000001`,
    scope: vaultId,
    roleDefinitionId: AZURE_ROLES.keyVaultCryptoServiceEncryptionUser,
    roleName: "Key Vault Crypto Service Encryption User",
    principalId: "aaaaaaaa-0000-4000-8000-000000000001",
  },
];

const hsmId = storeResourceId(SUBSCRIPTION, {
  resourceGroup: "rg-hsm",
  name: "hsm-contoso",
  sku: "managed-hsm",
});
const hsmUri = "https://hsm-contoso.managedhsm.azure.net/";
const local = {
  scope: `${hsmId}/keys/adobe-cmk`,
  roleDefinitionId: MANAGED_HSM_ROLES.cryptoServiceEncryptionUser,
  roleName: "Managed HSM Crypto Service Encryption User",
};
const managedHsm: Operation[] = [
  {
    op: "update-vault",
    vaultId: hsmId,
    name: "hsm-contoso",
    before: { purgeProtection: "off" },
    settings: { purgeProtection: true, bypassAzureServices: true, ipRules: ["20.88.123.53"] },
  },
  {
    op: "create-key",
    vaultId: hsmId,
    vaultName: "hsm-contoso",
    name: "adobe-cmk",
    type: "RSA-HSM",
    size: 3072,
    operations: ["wrapKey", "unwrapKey"],
    rotateAfter: "P18M",
  },
  {
    op: "assign-role",
    ...local,
    principalId: null,
    principalName: "Adobe CMK",
    principalType: "ServicePrincipal",
    appId: "e463a445-c6ac-4ca2-b36a-b5146fcf6a01",
  },
  {
    op: "remove-role-assignment",
    id: `${hsmId}/keys/adobe-cmk/providers/Microsoft.Authorization/roleAssignments/0c000000-0000-4000-8000-000000000001`,
    ...local,
    principalId: "aaaaaaaa-0000-4000-8000-000000000001",
  },
  {
    op: "rotate-key",
    vaultId: hsmId,
    vaultUri: hsmUri,
    name: "adobe-cmk",
    version: "0123456789abcdef0123456789abcdef",
  },
  { op: "recover-key", vaultId: hsmId, vaultUri: hsmUri, name: "adobe-cmk" },
  {
    op: "recover-vault",
    vaultId: hsmId,
    subscriptionId: SUBSCRIPTION,
    tenantId: "11111111-aaaa-4aaa-8aaa-000000000001",
    resourceGroup: "rg-hsm",
    name: "hsm-contoso",
    location: "westeurope",
    sku: "managed-hsm",
  },
];

const submit: Operation = {
  op: "submit-key",
  imsOrgId: "7F3A2C915B1E4D880A495CC1@AdobeOrg",
  region: "nld2",
  configName: "contoso-cmk",
  keyIdentifier: "https://kv-contoso-aep.vault.azure.net/keys/adobe-aep-cmk",
};

const PLACE = { tenantId: "11111111-aaaa-4aaa-8aaa-000000000001" };
const scripts = (list: Operation[]) =>
  renderPlan({ steps: [], operations: list, changes: [], hash: "" }, PLACE);

describe("renderPlan", () => {
  it.each([
    ["create", operations],
    ["repair", repair],
    ["maintenance", maintenance],
    ["recover", recover],
    ["managed-hsm", managedHsm],
  ])("writes %s in every form as on file", async (name, list) => {
    for (const [format, text] of Object.entries(scripts(list) ?? {})) {
      await expect(`${text}\n`).toMatchFileSnapshot(`golden/${name}.${format}.txt`);
    }
  });

  it.each([
    ["create", operations],
    ["repair", repair],
    ["recover", recover],
    ["managed-hsm", managedHsm],
  ])("names the subscription of whatever goes through Resource Manager: %s", (_name, list) => {
    const written = scripts(list);
    const blocks = (text = "") => text.split("\n\n");
    // Keys and local roles are reached by the store's own address, which is unique in all of Azure.
    const az = /^az (?:provider|group|role|keyvault (?:create|update|update-hsm|recover|network-rule))\b/m;
    const powershell =
      /\b(?:New|Update|Undo|Register)-Az(?:KeyVault(?:NetworkRuleSet|ManagedHsm\w*|Removal)?|Resource\w+|RoleAssignment)\b(?! -(?:HsmName|Name))/;
    const of = (text: string | undefined, shape: RegExp) => blocks(text).filter((block) => shape.test(block));
    const all = [...of(written?.az, az), ...of(written?.powershell, powershell)];
    expect(all.length).toBeGreaterThan(1);
    for (const block of all) expect(block).toContain(SUBSCRIPTION);
  });

  it("stops PowerShell at the first error, also at one that Invoke-AzRestMethod would hand back", () => {
    for (const list of [operations, repair, maintenance, recover, managedHsm]) {
      const text = scripts(list)?.powershell ?? "";
      expect(text.startsWith("$ErrorActionPreference = 'Stop'\n")).toBe(true);
      const asked = text.split("\n\n").filter((block) => block.includes("Invoke-AzRestMethod"));
      for (const block of asked) expect(block).toMatch(/if \(\$answer\.StatusCode -ge 400\) \{ throw .+\}$/m);
    }
    expect(scripts(operations)?.powershell).toContain("Invoke-AzRestMethod");
  });

  it("names roles by GUID and asks for no key rights beyond wrap and unwrap", () => {
    for (const text of Object.values(scripts(operations) ?? {})) {
      expect(text).toContain(AZURE_ROLES.keyVaultCryptoServiceEncryptionUser);
      expect(text).not.toMatch(/["'](decrypt|import|purge)["']/);
    }
  });

  it("gives nobody a script that sends the key to Adobe, alone or among others", () => {
    expect(scripts([submit])).toBeNull();
    expect(scripts([...operations, submit])).toBeNull();
  });

  it("says null when there is nothing to do", () => {
    expect(scripts([])).toBeNull();
  });

  it("writes shell that a shell parses", () => {
    const folder = mkdtempSync(join(tmpdir(), "render-"));
    for (const list of [operations, repair, maintenance, recover, managedHsm]) {
      const file = join(folder, "plan.sh");
      writeFileSync(file, scripts(list)?.az ?? "");
      execFileSync("sh", ["-n", file]);
    }
    rmSync(folder, { recursive: true });
  });
});

describe("quoting", () => {
  const hostile = `a'b"c$(id)\${x}%{y}\\z`;
  it("leaves nothing for the language to run", () => {
    expect(execFileSync("sh", ["-c", `printf %s ${shell(hostile)}`], { encoding: "utf8" })).toBe(hostile);
    expect(powershell(hostile)).toBe(`'a''b"c$(id)\${x}%{y}\\z'`);
    expect(bicep(hostile)).toBe(`'a\\'b"c$(id)\\\${x}%{y}\\\\z'`);
    expect(terraform(hostile)).toBe(`"a'b\\"c$(id)$\${x}%%{y}\\\\z"`);
  });
});
