import { randomUUID } from "node:crypto";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { ResourceManagementClient } from "@azure/arm-resources";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ROLE_IDS } from "../rbac/built-in-roles";
import { accountId, principalId } from "../seed/directory";
import { APPS, SUBSCRIPTIONS, TENANTS } from "../seed/names";
import { type Sandbox, startSandbox } from "../start";
import { type Actor, clientOptions, credentialFor, rawCaller, tokenFor } from "./test-clients";

let sandbox: Sandbox;
const ADMIN = { upn: "admin@contoso.example" };
const SUBSCRIPTION = `/subscriptions/${SUBSCRIPTIONS.contoso}`;
const VAULT = `${SUBSCRIPTION}/resourceGroups/rg-shared/providers/Microsoft.KeyVault/vaults/kv-contoso-ready`;
const ARM = "https://management.azure.com";

beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
});
beforeEach(() => sandbox.world.reset());
afterAll(() => sandbox.stop());

function authorization(actor: Actor = ADMIN) {
  const credential = credentialFor(sandbox.world, actor);
  return new AuthorizationManagementClient(credential, SUBSCRIPTIONS.contoso, clientOptions(sandbox));
}

function raw(actor: Actor | null, audience = ARM) {
  const call = rawCaller(sandbox);
  const token = actor ? tokenFor(sandbox.world, actor, audience) : undefined;
  return (method: string, path: string, body?: object) => call(method, ARM + path, token, body);
}

function assign(
  actor: Actor,
  principal: string,
  role: string,
  more: object = {},
  name = randomUUID(),
  scope = VAULT,
) {
  return authorization(actor).roleAssignments.create(scope, name, {
    roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    principalId: principal,
    ...more,
  });
}

const LEADER = accountId("leader@contoso.example");
const ENCRYPTION = ROLE_IDS.keyVaultCryptoServiceEncryptionUser;

describe("role assignments", () => {
  it("are created, listed with inherited ones, found again and deleted", async () => {
    const name = randomUUID();
    const made = await assign(ADMIN, LEADER, ENCRYPTION, {}, name);
    expect(made).toMatchObject({ scope: VAULT, principalType: "User", createdBy: null });
    const again = await assign(ADMIN, LEADER, ENCRYPTION, {}, name);
    expect(again.createdBy).toBe(accountId("admin@contoso.example"));
    const roles: string[] = [];
    for await (const one of authorization().roleAssignments.listForScope(VAULT, { filter: "atScope()" })) {
      roles.push(one.roleDefinitionId?.split("/").at(-1) ?? "");
    }
    expect(roles).toContain(ENCRYPTION);
    expect(roles).toContain(ROLE_IDS.owner);
    const mine = [];
    const filter = `principalId eq '${LEADER}'`;
    for await (const one of authorization().roleAssignments.listForSubscription({ filter })) mine.push(one);
    expect(mine).toHaveLength(1);
    expect((await authorization().roleAssignments.delete(VAULT, name))?.name).toBe(name);
    expect((await raw(ADMIN)("DELETE", `${made.id}?api-version=2022-04-01`)).status).toBe(204);
  });

  it("answer a twin, a changed one and an unknown principal as Azure does", async () => {
    const name = randomUUID();
    await assign(ADMIN, LEADER, ENCRYPTION, {}, name);
    await expect(assign(ADMIN, LEADER, ENCRYPTION)).rejects.toMatchObject({
      statusCode: 409,
      code: "RoleAssignmentExists",
      message: expect.stringContaining(name.replaceAll("-", "")),
    });
    const other = accountId("support@contoso.example");
    await expect(assign(ADMIN, other, ENCRYPTION, {}, name)).rejects.toMatchObject({
      code: "RoleAssignmentUpdateNotPermitted",
    });
    await expect(assign(ADMIN, randomUUID(), ENCRYPTION)).rejects.toMatchObject({
      statusCode: 400,
      code: "PrincipalNotFound",
    });
    const wrongKind = { principalType: "ServicePrincipal" };
    await expect(assign(ADMIN, other, ENCRYPTION, wrongKind)).rejects.toMatchObject({
      code: "UnmatchedPrincipalType",
    });
  });

  it("know a fresh service principal at once only by its type", async () => {
    const { world } = sandbox;
    const id = randomUUID();
    const [some] = world.state.servicePrincipals;
    if (!some) throw new Error("seed without service principals");
    const createdDateTime = world.now().toISOString();
    world.state.servicePrincipals.push({ ...some, id, tenantId: TENANTS.contoso, createdDateTime });
    await expect(assign(ADMIN, id, ENCRYPTION)).rejects.toMatchObject({ code: "PrincipalNotFound" });
    const made = await assign(ADMIN, id, ENCRYPTION, { principalType: "ServicePrincipal" });
    expect(made.principalId).toBe(id);
  });

  it("are refused to a Contributor, and limited for a Key Vault Data Access Administrator", async () => {
    const second = { upn: "admin2@contoso.example" };
    await expect(assign(second, LEADER, ENCRYPTION)).rejects.toMatchObject({
      statusCode: 403,
      code: "AuthorizationFailed",
    });
    await assign(ADMIN, accountId(second.upn), ROLE_IDS.keyVaultDataAccessAdministrator);
    await expect(assign(second, LEADER, ROLE_IDS.owner)).rejects.toMatchObject({ statusCode: 403 });
    expect((await assign(second, LEADER, ENCRYPTION)).principalId).toBe(LEADER);
  });

  it("definitions are found by name and by id; permissions are listed at a scope", async () => {
    const filter = "roleName eq 'Key Vault Crypto Service Encryption User'";
    const found = [];
    for await (const role of authorization().roleDefinitions.list(VAULT, { filter })) found.push(role);
    expect(found.map((role) => role.name)).toEqual([ENCRYPTION]);
    expect(found[0]?.permissions?.[0]?.dataActions).toHaveLength(3);
    const permissions = [];
    for await (const one of authorization().permissions.listForResourceGroup("rg-shared"))
      permissions.push(one);
    expect(permissions.some((one) => one.actions?.includes("*"))).toBe(true);
  });
});

describe("who gets in at all", () => {
  const GET = `${SUBSCRIPTION}/resourceGroups/rg-shared?api-version=2024-03-01`;

  it("answers a missing, foreign or misdirected token with 401", async () => {
    const none = await raw(null)("GET", GET);
    expect(none).toMatchObject({ status: 401, body: { error: { code: "AuthenticationFailed" } } });
    const foreign = await raw({ upn: "admin@fabrikam.example" })("GET", GET);
    expect(foreign).toMatchObject({
      status: 401,
      body: { error: { code: "InvalidAuthenticationTokenTenant" } },
    });
    expect(foreign.headers.get("www-authenticate")).toContain(TENANTS.contoso);
    const misdirected = await raw(ADMIN, "https://vault.azure.net")("GET", GET);
    expect(misdirected).toMatchObject({
      status: 401,
      body: { error: { code: "InvalidAuthenticationTokenAudience" } },
    });
  });

  it("answers wrong api-versions, unknown subscriptions and people without a role", async () => {
    const errorOf = async (actor: Actor, path: string) => (await raw(actor)("GET", path)).body?.error;
    const group = `${SUBSCRIPTION}/resourceGroups/rg-shared`;
    expect(await errorOf(ADMIN, group)).toMatchObject({ code: "MissingApiVersionParameter" });
    expect(await errorOf(ADMIN, `${group}?api-version=1999-01-01`)).toMatchObject({
      code: "InvalidApiVersionParameter",
    });
    expect(await errorOf(ADMIN, `${VAULT}?api-version=1999-01-01`)).toMatchObject({
      code: "NoRegisteredProviderFound",
    });
    const unknown = `/subscriptions/${randomUUID()}?api-version=2022-12-01`;
    expect(await errorOf(ADMIN, unknown)).toMatchObject({ code: "SubscriptionNotFound" });
    expect(await errorOf({ upn: "leader@contoso.example" }, GET)).toMatchObject({
      code: "AuthorizationFailed",
    });
  });

  it("refuses writes to a subscription that is switched off, and still reads", async () => {
    const subscription = sandbox.world.state.subscriptions.find((one) => one.id === SUBSCRIPTIONS.contoso);
    if (subscription) subscription.state = "Disabled";
    const put = await raw(ADMIN)("PUT", GET, { location: "westeurope" });
    expect(put).toMatchObject({ status: 409, body: { error: { code: "ReadOnlyDisabledSubscription" } } });
    expect((await raw(ADMIN)("GET", GET)).status).toBe(200);
  });
});

describe("subscriptions, groups, providers", () => {
  it("lists what the caller has a role in", async () => {
    const idsFor = async (actor: Actor) => {
      const client = new SubscriptionClient(credentialFor(sandbox.world, actor), clientOptions(sandbox));
      const ids = [];
      for await (const one of client.subscriptions.list()) ids.push(one.subscriptionId);
      return ids;
    };
    expect(await idsFor(ADMIN)).toEqual([SUBSCRIPTIONS.contoso]);
    expect(await idsFor({ upn: "leader@contoso.example" })).toEqual([]);
    const watcher = { appId: APPS.clavis, tenantId: TENANTS.northwind };
    expect(await idsFor(watcher)).toEqual([SUBSCRIPTIONS.northwind]);
  });

  it("creates, finds and deletes a group, and everything in it", async () => {
    const credential = credentialFor(sandbox.world, ADMIN);
    const client = new ResourceManagementClient(credential, SUBSCRIPTIONS.contoso, clientOptions(sandbox));
    expect((await client.resourceGroups.checkExistence("rg-new")).body).toBe(false);
    const made = await client.resourceGroups.createOrUpdate("rg-new", { location: "West Europe" });
    expect(made).toMatchObject({ location: "westeurope", properties: { provisioningState: "Succeeded" } });
    expect((await client.resourceGroups.checkExistence("rg-new")).body).toBe(true);
    const subscription = sandbox.world.state.subscriptions.find((one) => one.id === SUBSCRIPTIONS.contoso);
    if (subscription) subscription.registeredProviders = [];
    expect((await client.providers.register("Microsoft.KeyVault")).registrationState).toBe("Registering");
    expect((await client.providers.get("Microsoft.KeyVault")).registrationState).toBe("Registered");
    await client.resourceGroups.beginDeleteAndWait("rg-shared", { updateIntervalInMs: 50 });
    expect(sandbox.world.state.vaults.filter((vault) => vault.resourceGroup === "rg-shared")).toSatisfy(
      (vaults: { deleted: unknown }[]) => vaults.length === 3 && vaults.every((vault) => vault.deleted),
    );
  });
});

describe("locks and diagnostic settings", () => {
  const lock = `${VAULT}/providers/Microsoft.Authorization/locks/keep?api-version=2020-05-01`;
  it("a lock refuses deleting, of role assignments too, until it is gone", async () => {
    const call = raw(ADMIN);
    const name = randomUUID();
    await assign(ADMIN, principalId(APPS.tools, TENANTS.contoso), ENCRYPTION, {}, name);
    const put = await call("PUT", lock, {
      properties: { level: "CanNotDelete", notes: "key of Adobe's data" },
    });
    expect(put.status).toBe(201);
    expect((await call("DELETE", `${VAULT}?api-version=2026-02-01`)).body).toMatchObject({
      error: { code: "ScopeLocked" },
    });
    await expect(authorization().roleAssignments.delete(VAULT, name)).rejects.toMatchObject({
      code: "ScopeLocked",
    });
    expect((await call("DELETE", lock)).status).toBe(200);
    expect((await call("DELETE", lock)).status).toBe(204);
    expect((await call("DELETE", `${VAULT}?api-version=2026-02-01`)).status).toBe(200);
  });

  it("a diagnostic setting needs a destination and known categories", async () => {
    const call = raw(ADMIN);
    const path = `${VAULT}/providers/Microsoft.Insights/diagnosticSettings/audit?api-version=2021-05-01-preview`;
    const logs = [{ category: "AuditEvent", enabled: true }];
    expect((await call("PUT", path, { properties: { logs } })).status).toBe(400);
    const workspaceId = `${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/w`;
    const odd = { workspaceId, logs: [{ category: "Odd", enabled: true }] };
    expect((await call("PUT", path, { properties: odd })).status).toBe(400);
    expect((await call("PUT", path, { properties: { workspaceId, logs } })).status).toBe(200);
    const list = await call("GET", path.replace("/audit", ""));
    expect(list.body?.value).toMatchObject([{ name: "audit", properties: { workspaceId, logs } }]);
    expect((await call("DELETE", path)).status).toBe(200);
    expect((await call("GET", path)).status).toBe(404);
  });
});
