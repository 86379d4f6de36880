import { afterAll, beforeAll, expect, test } from "vitest";
import { MANAGED_HSM_ROLES } from "@/lib/cmk/ids";
import { storeResourceId } from "@/lib/cmk/key-store";
import { accountId } from "@/sandbox/seed/directory";
import { SUBSCRIPTIONS, TENANTS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { checkExchange } from "@/test/conformance/check-exchange";
import { failureOf } from "@/test/failure-of";
import { addFault } from "@/test/faults";
import { startTestSandbox } from "@/test/sandbox";
import { signInAs, TEST_IDENTITY } from "@/test/sign-in";
import { createAzureClient } from "./azure-client";
import { applicationCredential } from "./identity/application-credential";
import type { AzureClient } from "./ports";
import { installProxy } from "./proxy";

const SUBSCRIPTION = SUBSCRIPTIONS.contoso;
const ID = storeResourceId(SUBSCRIPTION, {
  resourceGroup: "rg-shared",
  name: "hsm-contoso",
  sku: "managed-hsm",
});
const AZURE = {
  resourceManagerUrl: "https://management.azure.com",
  keyVaultSuffix: "vault.azure.net",
  managedHsmSuffix: "managedhsm.azure.net",
};
const ADA = accountId("admin@contoso.example");
const BEN = accountId("admin2@contoso.example");
const HOST = "hsm-contoso.managedhsm.azure.net";

let sandbox: Sandbox;
let admin: AzureClient;
let second: AzureClient;
let watcher: AzureClient;
beforeAll(async () => {
  sandbox = await startTestSandbox({ record: true });
  installProxy();
  admin = createAzureClient({ ...AZURE, credential: (await signInAs("admin@contoso.example")).credential });
  second = createAzureClient({ ...AZURE, credential: (await signInAs("admin2@contoso.example")).credential });
  const own = applicationCredential(TEST_IDENTITY, TENANTS.contoso);
  watcher = createAzureClient({ ...AZURE, credential: own });
});
afterAll(() => sandbox.stop());

const give = (principalId: string, roleDefinitionId: string, scope = ID) =>
  admin.assignRole({
    op: "assign-role",
    scope,
    roleDefinitionId,
    roleName: "",
    principalId,
    principalName: "",
    principalType: "User",
    appId: null,
  });

test("are listed with their settings; one that is not there is null", async () => {
  const found = await admin.listManagedHsms(SUBSCRIPTION);
  expect(found.map(({ name, activated, purgeProtection }) => [name, activated, purgeProtection])).toEqual([
    ["hsm-contoso", true, true],
    ["hsm-contoso-new", false, false],
  ]);
  expect(await admin.getManagedHsm(SUBSCRIPTION, "rg-shared", "hsm-nobody")).toBeNull();
  expect(await admin.getDeletedManagedHsm(SUBSCRIPTION, "hsm-contoso")).toBeNull();
});

test("Owner of the subscription sees no key; whoever holds a local role does", async () => {
  expect(await failureOf(admin.getKey(ID, "adobe-cmk"))).toMatchObject({ kind: "refused", status: 403 });
  expect(await watcher.listKeyNames(ID)).toEqual(["adobe-cmk"]);
  expect(await watcher.getKey(ID, "adobe-cmk")).toMatchObject({
    identifier: `https://${HOST}/keys/adobe-cmk`,
    type: "RSA-HSM",
    size: 3072,
    rotates: "P18M",
    rotationPolicy: { rotateAfter: "P18M", notifyBefore: "P30D", expiryTime: "P2Y" },
  });
  expect(await watcher.getKey(ID, "none")).toBeNull();
  expect(await watcher.listKeyVersions(ID, "adobe-cmk")).toHaveLength(1);
  expect(await watcher.listKeyVersions(ID, "none")).toEqual([]);
});

test("what somebody may do is told by their local roles: yes, no, or through a group perhaps", async () => {
  const WRITE = "Microsoft.KeyVault/managedHsm/roleAssignments/write/action";
  const CREATE = "Microsoft.KeyVault/managedHsm/keys/create";
  const ada = await admin.listPermissions(ID, ADA);
  expect([ada.allowsDataAction(WRITE), ada.allowsDataAction(CREATE)]).toEqual([true, false]);
  expect(ada.allowsAction("Microsoft.KeyVault/managedHSMs/write")).toBe(true);
  // Ben may not even list roles, so there is nothing that he may change.
  expect((await second.listPermissions(ID, BEN)).allowsDataAction(WRITE)).toBe(false);
  // Somebody else holds what the person lacks: it may be a group of theirs.
  expect((await watcher.listPermissions(ID, "nobody")).allowsDataAction(WRITE)).toBeNull();
  expect((await admin.listPermissions(ID)).allowsDataAction(WRITE)).toBeNull();
});

test("a role is given once at its scope, listed at and below it, and taken away", async () => {
  const scope = `${ID}/keys/adobe-cmk`;
  await give(BEN, MANAGED_HSM_ROLES.cryptoUser, scope);
  await give(BEN, MANAGED_HSM_ROLES.cryptoUser, scope);
  const [held, ...more] = await admin.listRoleAssignments(scope, BEN);
  expect(more).toEqual([]);
  expect(held).toMatchObject({ scope, roleDefinitionId: MANAGED_HSM_ROLES.cryptoUser, createdOn: null });
  expect(await admin.listRoleAssignments(ID, BEN)).toEqual([]);
  expect((await admin.listRoleAssignments(scope)).length).toBeGreaterThan(1);
  expect((await second.getKey(ID, "adobe-cmk"))?.name).toBe("adobe-cmk");
  const remove = { op: "remove-role-assignment", id: held?.id ?? "", scope } as const;
  const rest = { roleDefinitionId: "", roleName: "", principalId: BEN };
  await admin.removeRoleAssignment({ ...remove, ...rest });
  await admin.removeRoleAssignment({ ...remove, ...rest });
  expect(await admin.listRoleAssignments(scope, BEN)).toEqual([]);
});

test("a principal that does not exist is absent", async () => {
  addFault(sandbox, {
    kind: "status",
    host: HOST,
    method: "PUT",
    status: 400,
    body: JSON.stringify({ error: { code: "PrincipalNotFound", message: "There is no such principal." } }),
    remaining: 1,
  });
  // Waited for once, and then it is there.
  await give(BEN, MANAGED_HSM_ROLES.cryptoAuditor);
  expect(await admin.listRoleAssignments(ID, BEN)).toHaveLength(1);
});

test("a key is made once, in hardware, with its rotation policy", async () => {
  await give(ADA, MANAGED_HSM_ROLES.cryptoUser, `${ID}/keys`);
  const key: Parameters<AzureClient["createKey"]>[0] = {
    op: "create-key",
    vaultId: ID,
    vaultName: "hsm-contoso",
    name: "second",
    type: "RSA-HSM",
    size: 3072,
    operations: ["wrapKey", "unwrapKey"],
    rotateAfter: "P18M",
  };
  await admin.createKey(key);
  await admin.createKey(key);
  expect(await admin.listKeyVersions(ID, "second")).toHaveLength(1);
  expect(await admin.getKey(ID, "second")).toMatchObject({
    type: "RSA-HSM",
    operations: ["wrapKey", "unwrapKey"],
    rotates: "P18M",
  });
});

test("settings are brought to what is wanted, the rest stays, and nothing is written twice", async () => {
  const update = { op: "update-vault", vaultId: ID, name: "hsm-contoso", before: {} } as const;
  const settings = { defaultAction: "Deny", bypassAzureServices: true, ipRules: ["20.88.123.53"] } as const;
  await admin.updateVault({ ...update, settings: { ...settings, ipRules: ["20.88.123.53"] } });
  expect(await admin.getManagedHsm(SUBSCRIPTION, "rg-shared", "hsm-contoso")).toMatchObject({
    defaultAction: "Deny",
    bypassAzureServices: true,
    ipRules: ["20.88.123.53/32"],
    purgeProtection: true,
  });
  const patches = () => sandbox.log.since(0).filter(({ method }) => method === "PATCH").length;
  const before = patches();
  await admin.updateVault({ ...update, settings: { purgeProtection: true } });
  expect(patches()).toBe(before);
});

test("behind its firewall keys and roles cannot be seen, its settings can", async () => {
  expect(await failureOf(watcher.getKey(ID, "adobe-cmk"))).toMatchObject({ kind: "blocked" });
  expect(await failureOf(admin.listRoleAssignments(ID))).toMatchObject({ kind: "blocked" });
  expect((await admin.listPermissions(ID, ADA)).allowsDataAction("any")).toBeNull();
  expect((await admin.listManagedHsms(SUBSCRIPTION)).length).toBe(2);
});

test("an answer of another form is nonsense, a silent one is unavailable", async () => {
  const open = { op: "update-vault", vaultId: ID, name: "hsm-contoso", before: {} } as const;
  await admin.updateVault({ ...open, settings: { defaultAction: "Allow" } });
  const host = { host: HOST, path: "*/roleAssignments" };
  addFault(sandbox, { kind: "status", ...host, status: 200, body: '{"value":[{"id":7}]}', remaining: 1 });
  expect(await failureOf(admin.listRoleAssignments(ID))).toMatchObject({ kind: "nonsense" });
  addFault(sandbox, { kind: "cut", ...host, remaining: 9 });
  expect(await failureOf(admin.listRoleAssignments(ID))).toMatchObject({ kind: "unavailable" });
  sandbox.world.state.faults = [];
});

test("what was said to Resource Manager was as Microsoft's documents have it", () => {
  const said = sandbox.log
    .since(0)
    .filter(({ host, path }) => host === "management.azure.com" && /\/managedHSMs/i.test(path))
    .filter(({ path }) => !/\/providers\/Microsoft\.Authorization\//i.test(path));
  expect(said.length).toBeGreaterThan(5);
  expect(said.flatMap((exchange) => checkExchange(exchange))).toEqual([]);
});
