import { afterAll, beforeAll, expect, test } from "vitest";
import { APPS, DIRECTORY_ROLES, TENANTS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { failureOf } from "@/test/failure-of";
import { startTestSandbox } from "@/test/sandbox";
import { signInAs, TEST_IDENTITY } from "@/test/sign-in";
import { createDirectoryClient } from "./directory-client";
import { applicationCredential } from "./identity/application-credential";
import type { DirectoryClient } from "./ports";
import { installProxy } from "./proxy";

const GRAPH = { tenantId: TENANTS.contoso, graphUrl: "https://graph.microsoft.com" };

let sandbox: Sandbox;
let admin: DirectoryClient;
let second: DirectoryClient;
let watcher: DirectoryClient;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
  admin = createDirectoryClient({
    ...GRAPH,
    credential: (await signInAs("admin@contoso.example")).credential,
  });
  second = createDirectoryClient({
    ...GRAPH,
    credential: (await signInAs("admin2@contoso.example")).credential,
  });
  watcher = createDirectoryClient({
    ...GRAPH,
    credential: applicationCredential(TEST_IDENTITY, TENANTS.contoso),
  });
});
afterAll(() => sandbox.stop());

test("who is signed in, and with which directory roles", async () => {
  expect(await admin.me()).toMatchObject({
    name: "Ada Admin",
    objectId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect((await admin.myDirectoryRoles()).sort()).toEqual(
    [DIRECTORY_ROLES.applicationAdministrator, DIRECTORY_ROLES.globalReader].sort(),
  );
  expect(await second.myDirectoryRoles()).toEqual([]);
});

test("an application that is not in the tenant is absent; brought in, it is there, once", async () => {
  expect(await watcher.getServicePrincipal(APPS.cja)).toBeNull();
  expect(await failureOf(second.createServicePrincipal(APPS.cja))).toMatchObject({
    vendor: "graph",
    kind: "refused",
    status: 403,
    code: "Authorization_RequestDenied",
    requestId: expect.any(String),
  });
  const made = await admin.createServicePrincipal(APPS.cja);
  expect(made).toMatchObject({
    exists: true,
    tenantId: TENANTS.contoso,
    appId: APPS.cja,
    enabled: true,
    ownerTenantId: TENANTS.adobe,
  });
  expect(await admin.createServicePrincipal(APPS.cja)).toEqual(made);
  expect(await watcher.getServicePrincipal(APPS.cja)).toEqual(made);
});

test("what is no application id is not asked for; an unknown application is refused", async () => {
  expect(await failureOf(admin.getServicePrincipal("x' or '1'='1"))).toMatchObject({
    kind: "invalid",
    code: "InvalidAppId",
  });
  expect(await failureOf(admin.createServicePrincipal("99999999-9999-4999-8999-999999999999"))).toMatchObject(
    { kind: "invalid", status: 400 },
  );
});

test("the watching identity is nobody in particular, and may not bring in applications", async () => {
  expect(await failureOf(watcher.me())).toMatchObject({ vendor: "graph", retryable: false });
  expect(await failureOf(watcher.createServicePrincipal(APPS.cmkContoso))).toMatchObject({ kind: "refused" });
});

test("a sign-in that ran out is said as Entra's, not Graph's", async () => {
  const { credential } = await signInAs("admin@contoso.example");
  for (const token of sandbox.world.state.refreshTokens) token.expiresAt = new Date(0).toISOString();
  const client = createDirectoryClient({ ...GRAPH, credential });
  expect(await failureOf(client.me())).toMatchObject({
    vendor: "entra",
    kind: "unauthenticated",
    code: "interaction_required",
  });
});
