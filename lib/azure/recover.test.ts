import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AZURE_ROLES, vaultResourceId } from "@/lib/cmk/ids";
import { drift } from "@/sandbox/control/drift";
import { APPS, SUBSCRIPTIONS, TENANTS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { checkExchange } from "@/test/conformance/check-exchange";
import { failureOf } from "@/test/failure-of";
import { startTestSandbox } from "@/test/sandbox";
import { signInAs } from "@/test/sign-in";
import { createAzureClient } from "./azure-client";
import { createDirectoryClient } from "./directory-client";
import type { AzureClient, DirectoryClient } from "./ports";
import { installProxy } from "./proxy";

const SUBSCRIPTION = SUBSCRIPTIONS.fabrikam;
const NAME = "kv-fabrikam-aep";
const VAULT = vaultResourceId(SUBSCRIPTION, "rg-cmk", NAME);
const PLACE = { vaultId: VAULT, subscriptionId: SUBSCRIPTION, resourceGroup: "rg-cmk", name: NAME };
const ROLE = AZURE_ROLES.keyVaultCryptoServiceEncryptionUser;
const RECOVER = {
  op: "recover-vault",
  ...PLACE,
  tenantId: TENANTS.fabrikam,
  location: "eastus2",
  sku: "premium",
} as const;
const KEY = {
  op: "recover-key",
  vaultId: VAULT,
  vaultUri: `https://${NAME}.vault.azure.net/`,
  name: "adobe-cmk",
} as const;

let sandbox: Sandbox;
let azure: AzureClient;
let directory: DirectoryClient;
let me: string;

beforeAll(async () => {
  sandbox = await startTestSandbox({ record: true, settings: { roleDelayMs: 0, dnsDelayMs: 300 } });
  installProxy();
  const { credential, objectId } = await signInAs("admin@fabrikam.example");
  me = objectId;
  const clouds = {
    resourceManagerUrl: "https://management.azure.com",
    keyVaultSuffix: "vault.azure.net",
    managedHsmSuffix: "managedhsm.azure.net",
  };
  azure = createAzureClient({ ...clouds, credential });
  const graphUrl = "https://graph.microsoft.com";
  directory = createDirectoryClient({ credential, tenantId: TENANTS.fabrikam, graphUrl });
});
afterAll(() => sandbox.stop());

const rolesOnVault = async () =>
  (await azure.listRoleAssignments(VAULT)).filter((entry) => entry.scope === VAULT);

describe("a deleted vault", () => {
  test("is found in all regions of its subscription, with its place and its purge date", async () => {
    expect(await rolesOnVault()).toHaveLength(1);
    expect(await azure.listDiagnosticSettings(VAULT)).toMatchObject([
      { name: "audit", logs: ["AuditEvent"] },
    ]);
    drift(sandbox.world, "delete-vault", { vault: NAME });
    const [found] = await azure.listDeletedVaults(SUBSCRIPTION);
    expect(found).toMatchObject({
      name: NAME,
      place: { id: VAULT, subscriptionId: SUBSCRIPTION, resourceGroup: "rg-cmk", location: "eastus2" },
    });
    const kept = Date.parse(found?.purgeOn ?? "") - Date.parse(found?.deletedOn ?? "");
    expect(Math.round(kept / 86_400_000)).toBe(90);
  });

  test("comes back with its keys, without roles and logs; a repeat changes nothing", async () => {
    await azure.recoverVault(RECOVER);
    await azure.recoverVault(RECOVER);
    expect(await azure.getVault(SUBSCRIPTION, "rg-cmk", NAME)).toMatchObject({
      sku: "premium",
      defaultAction: "Deny",
      provisioningState: "Succeeded",
    });
    expect(sandbox.world.state.keys.find((one) => one.vaultName === NAME)?.deleted).toBeNull();
    expect(await rolesOnVault()).toEqual([]);
    expect(await azure.listDiagnosticSettings(VAULT)).toEqual([]);
  });

  test("that was never deleted cannot be recovered", async () => {
    const never = { ...RECOVER, name: "kv-never-there" };
    expect((await failureOf(azure.recoverVault(never))).code).toBe("SoftDeletedVaultDoesNotExist");
  });
});

describe("a deleted key", () => {
  test("behind a closed firewall stays hidden, and the refusal says so", async () => {
    drift(sandbox.world, "delete-key", { vault: NAME, key: "adobe-cmk" });
    const hidden = { softDeleted: null, hidden: "ForbiddenByFirewall" };
    expect(await azure.getDeletedKey(KEY.vaultUri, KEY.name)).toEqual(hidden);
    expect(await failureOf(azure.recoverKey(KEY))).toMatchObject({
      kind: "blocked",
      code: "ForbiddenByFirewall",
    });
  });

  test("comes back once the firewall and a role let us in; a repeat changes nothing", async () => {
    drift(sandbox.world, "open-firewall", { vault: NAME });
    expect((await azure.getDeletedKey(KEY.vaultUri, KEY.name)).hidden).toBe("ForbiddenByRbac");
    await azure.assignRole({
      op: "assign-role",
      scope: VAULT,
      roleDefinitionId: AZURE_ROLES.keyVaultCryptoOfficer,
      roleName: "Key Vault Crypto Officer",
      principalId: me,
      principalName: "Fay",
      principalType: "User",
      appId: null,
    });
    const { softDeleted } = await azure.getDeletedKey(KEY.vaultUri, KEY.name);
    expect(Date.parse(softDeleted?.purgeOn ?? "")).toBeGreaterThan(Date.now());
    await azure.recoverKey(KEY);
    await azure.recoverKey(KEY);
    expect(await azure.getKey(VAULT, "adobe-cmk")).toMatchObject({ name: "adobe-cmk", enabled: true });
  });
});

describe("a principal that was deleted and made again", () => {
  const assign = (principalId: string) =>
    azure.assignRole({
      op: "assign-role",
      scope: VAULT,
      roleDefinitionId: ROLE,
      roleName: "Key Vault Crypto Service Encryption User",
      principalId,
      principalName: "Adobe CMK",
      principalType: "ServicePrincipal",
      appId: APPS.cmkFabrikam,
    });
  const encryption = async () => (await rolesOnVault()).filter((entry) => entry.roleDefinitionId === ROLE);

  test("gets an assignment of its own: no name is used twice, the old one stays until it is removed", async () => {
    const before = await directory.getServicePrincipal(APPS.cmkFabrikam);
    await assign(before?.objectId ?? "");
    drift(sandbox.world, "swap-service-principal", { appId: APPS.cmkFabrikam });
    const after = await directory.getServicePrincipal(APPS.cmkFabrikam);
    expect(after?.objectId).not.toBe(before?.objectId);
    expect(await directory.hasServicePrincipal(before?.objectId ?? "")).toBe(false);
    expect(await directory.hasServicePrincipal(after?.objectId ?? "")).toBe(true);
    // Were the name reused, Azure would answer RoleAssignmentUpdateNotPermitted.
    await assign(after?.objectId ?? "");
    expect((await encryption()).map((entry) => entry.principalId).sort()).toEqual(
      [before?.objectId, after?.objectId].sort(),
    );

    const orphan = (await encryption()).find((entry) => entry.principalId === before?.objectId);
    if (!orphan) throw new Error("no orphan");
    const removal = { ...orphan, op: "remove-role-assignment", roleName: "x" } as const;
    await azure.removeRoleAssignment(removal);
    await azure.removeRoleAssignment(removal);
    expect((await encryption()).map((entry) => entry.principalId)).toEqual([after?.objectId]);
  });
});

test("all of this was as Microsoft's API documents say", () => {
  const exchanges = sandbox.log
    .since(0)
    .filter(
      ({ host, path }) =>
        /^management\.azure\.com$|\.vault\.azure\.net$/.test(host) && !path.endsWith("/permissions"),
    );
  expect(exchanges.length).toBeGreaterThan(25);
  const problems = exchanges.flatMap((one) =>
    checkExchange(one).map((problem) => `${one.method} ${one.path}: ${problem}`),
  );
  expect(problems).toEqual([]);
});
