import { inspect } from "node:util";
import type { TokenCredential } from "@azure/core-auth";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { vaultResourceId } from "@/lib/cmk/ids";
import { SUBSCRIPTIONS, TENANTS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { failureOf } from "@/test/failure-of";
import { addFault } from "@/test/faults";
import { startTestSandbox } from "@/test/sandbox";
import { signInAs, TEST_IDENTITY } from "@/test/sign-in";
import { createAzureClient } from "./azure-client";
import { createDirectoryClient } from "./directory-client";
import { applicationCredential } from "./identity/application-credential";
import { installProxy } from "./proxy";

const SUBSCRIPTION = SUBSCRIPTIONS.contoso;
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-shared`;
const VAULT_ID = vaultResourceId(SUBSCRIPTION, "rg-shared", "kv-contoso-shared");
const VAULT_URI = "https://kv-contoso-shared.vault.azure.net/";
const APP = "251e3919-1940-4296-bb8b-6b9a5e8a4805";
const AZURE = {
  resourceManagerUrl: "https://management.azure.com",
  keyVaultSuffix: "vault.azure.net",
  managedHsmSuffix: "managedhsm.azure.net",
};

let sandbox: Sandbox;
let credential: TokenCredential;
let objectId: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
  ({ credential, objectId } = await signInAs("admin@contoso.example"));
});
afterAll(() => sandbox.stop());
afterEach(() => {
  sandbox.world.state.faults = [];
});

const azure = (more = {}) => createAzureClient({ ...AZURE, credential, ...more });
const watcher = () => azure({ credential: applicationCredential(TEST_IDENTITY, TENANTS.contoso) });
const directory = (more = {}) =>
  createDirectoryClient({
    credential,
    tenantId: TENANTS.contoso,
    graphUrl: "https://graph.microsoft.com",
    ...more,
  });

/** Every kind of call there is, by the library that makes it. */
const CALLS: [name: string, host: string, call: () => Promise<unknown>][] = [
  ["subscriptions.list", "management.azure.com", () => azure().listSubscriptions()],
  [
    "resourceGroups.checkExistence",
    "management.azure.com",
    () => azure().resourceGroupExists(SUBSCRIPTION, "rg-shared"),
  ],
  ["vaults.list", "management.azure.com", () => azure().listVaults(SUBSCRIPTION)],
  [
    "vaults.get",
    "management.azure.com",
    () => azure().getVault(SUBSCRIPTION, "rg-shared", "kv-contoso-shared"),
  ],
  [
    "vaults.getDeleted",
    "management.azure.com",
    () => azure().getDeletedVault(SUBSCRIPTION, "westeurope", "kv-x"),
  ],
  ["vaults.checkName", "management.azure.com", () => azure().checkVaultName(SUBSCRIPTION, "kv-x-y-z")],
  ["keys.get", "management.azure.com", () => watcher().getKey(VAULT_ID, "app-signing")],
  ["keys.list", "management.azure.com", () => watcher().listKeyNames(VAULT_ID)],
  ["roleAssignments.list", "management.azure.com", () => azure().listRoleAssignments(VAULT_ID)],
  ["permissions", "management.azure.com", () => azure().listPermissions(GROUP)],
  [
    "resourceGroups.create",
    "management.azure.com",
    () =>
      azure().createResourceGroup({
        op: "create-resource-group",
        subscriptionId: SUBSCRIPTION,
        name: "rg-new",
        location: "westeurope",
      }),
  ],
  [
    "roleAssignments.create",
    "management.azure.com",
    () =>
      azure().assignRole({
        op: "assign-role",
        scope: VAULT_ID,
        roleDefinitionId: "21090545-7ca7-4776-b22c-e363652d74d2",
        roleName: "",
        principalId: objectId,
        principalName: "",
        principalType: "User",
        appId: null,
      }),
  ],
  ["KeyClient", "kv-contoso-shared.vault.azure.net", () => azure().getDeletedKey(VAULT_URI, "app-signing")],
  ["Graph me", "graph.microsoft.com", () => directory().me()],
  ["Graph servicePrincipals", "graph.microsoft.com", () => directory().getServicePrincipal(APP)],
];

const requests = (host: string) => sandbox.log.since(0).filter((entry) => entry.host === host).length;

describe.each(CALLS)("%s", (name, host, call) => {
  test("throttled for longer than we wait: handed on at once, with the time", async () => {
    addFault(sandbox, { kind: "status", host, status: 429, headers: { "retry-after": "300" } });
    const before = requests(host);
    expect(await failureOf(call())).toMatchObject({
      kind: "throttled",
      retryable: true,
      retryAfterSeconds: 300,
    });
    expect(requests(host) - before).toBe(1);
  });

  test("unavailable: asked three times, then said", async () => {
    addFault(sandbox, { kind: "status", host, status: 503, headers: { "retry-after": "0" } });
    const before = requests(host);
    expect(await failureOf(call())).toMatchObject({ kind: "unavailable", status: 503, retryable: true });
    expect(requests(host) - before).toBe(3);
  });

  test("a single hiccup goes unnoticed", async () => {
    addFault(sandbox, { kind: "cut", host, remaining: 1 });
    await call();
    expect(sandbox.world.state.faults).toEqual([]);
  });

  test("refused", async () => {
    const body = JSON.stringify({ error: { code: "SomethingForbidden", message: "No." } });
    addFault(sandbox, {
      kind: "status",
      host,
      status: 403,
      body,
      headers: { "content-type": "application/json" },
    });
    if (host.endsWith(".vault.azure.net"))
      expect(await call()).toEqual({ softDeleted: null, hidden: "SomethingForbidden" });
    else if (name.startsWith("resourceGroups."))
      expect(await failureOf(call())).toMatchObject({ kind: "refused" });
    else
      expect(await failureOf(call())).toMatchObject({
        kind: "refused",
        status: 403,
        message: expect.stringContaining("No."),
      });
  });
});

const ONE_PER_LIBRARY = [
  "subscriptions.list",
  "resourceGroups.checkExistence",
  "vaults.get",
  "roleAssignments.list",
  "permissions",
  "KeyClient",
  "Graph me",
];

test.each(CALLS.filter(([name]) => ONE_PER_LIBRARY.includes(name)))(
  "%s: cut off",
  async (_name, host, call) => {
    addFault(sandbox, { kind: "cut", host });
    expect(await failureOf(call())).toMatchObject({
      kind: "unavailable",
      status: null,
      retryable: true,
      code: expect.any(String),
    });
  },
);

const READS_A_BODY = CALLS.filter(
  ([name]) =>
    !["resourceGroups.checkExistence", "resourceGroups.create", "roleAssignments.create"].includes(name),
);

test.each(READS_A_BODY)("%s: an answer that makes no sense is not believed", async (_name, host, call) => {
  addFault(sandbox, { kind: "garbage", host });
  expect(await failureOf(call())).toMatchObject({ kind: "nonsense", retryable: false });
});

test("no token of the person's is anywhere in an error", async () => {
  addFault(sandbox, { kind: "status", host: "management.azure.com", status: 403 });
  addFault(sandbox, { kind: "status", host: "graph.microsoft.com", status: 403 });
  const calls = [
    () => azure().getVault(SUBSCRIPTION, "rg-shared", "kv-contoso-shared"),
    () => directory().me(),
  ];
  for (const call of calls) {
    const error: unknown = await call().catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/eyJ|Bearer/);
  }
});

test("slow: given up within the limit when the caller ends it", async () => {
  addFault(sandbox, { kind: "delay", host: "management.azure.com", delayMs: 20_000 });
  addFault(sandbox, { kind: "delay", host: "graph.microsoft.com", delayMs: 20_000 });
  const signal = AbortSignal.timeout(400);
  const before = Date.now();
  const failures = await Promise.all([
    failureOf(azure({ signal }).getVault(SUBSCRIPTION, "rg-shared", "kv-contoso-shared")),
    failureOf(azure({ signal }).listPermissions(GROUP)),
    failureOf(directory({ signal }).me()),
  ]);
  expect(Date.now() - before).toBeLessThan(3_000);
  for (const failure of failures) expect(failure.retryable).toBe(true);
});

test("what must run before a call can stop it", async () => {
  const beforeCall = () => {
    throw new Error("A transaction is open.");
  };
  const before = requests("management.azure.com");
  await expect(azure({ beforeCall }).listSubscriptions()).rejects.toThrow("A transaction is open.");
  await expect(directory({ beforeCall }).me()).rejects.toThrow("A transaction is open.");
  expect(requests("management.azure.com")).toBe(before);
});
