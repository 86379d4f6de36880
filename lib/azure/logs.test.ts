import type { TokenCredential } from "@azure/core-auth";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { vaultResourceId } from "@/lib/cmk/ids";
import { APPS, SUBSCRIPTIONS, TENANTS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { failureOf } from "@/test/failure-of";
import { addFault } from "@/test/faults";
import { startTestSandbox } from "@/test/sandbox";
import { TEST_IDENTITY } from "@/test/sign-in";
import { createAzureClient } from "./azure-client";
import { createDirectoryClient } from "./directory-client";
import { applicationCredential } from "./identity/application-credential";
import type { AuditQuestion, AzureClient } from "./ports";
import { installProxy } from "./proxy";

const VAULT = vaultResourceId(SUBSCRIPTIONS.fabrikam, "rg-cmk", "kv-fabrikam-aep");
const WORKSPACE = `/subscriptions/${SUBSCRIPTIONS.fabrikam}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-fabrikam`;

let sandbox: Sandbox;
let azure: AzureClient;
const credentialIn = (tenant: string): TokenCredential => applicationCredential(TEST_IDENTITY, tenant);
const directoryIn = (tenantId: string) =>
  createDirectoryClient({
    credential: credentialIn(tenantId),
    tenantId,
    graphUrl: "https://graph.microsoft.com",
  });

beforeAll(async () => {
  sandbox = await startTestSandbox({ settings: { keyUseMs: 600_000 } });
  installProxy();
  azure = createAzureClient({
    credential: credentialIn(TENANTS.fabrikam),
    resourceManagerUrl: "https://management.azure.com",
    keyVaultSuffix: "vault.azure.net",
    managedHsmSuffix: "managedhsm.azure.net",
  });
});
beforeEach(() => sandbox.world.reset());
afterAll(() => sandbox.stop());

async function story(action: string, more: object = {}) {
  const answer = await fetch(`${sandbox.doorUrl}/control/stories`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ action, vault: "kv-fabrikam-aep", ...more }),
  });
  expect(answer.status).toBe(200);
}
const span = () => ({ since: new Date(Date.now() - 3_600_000), until: new Date(Date.now() + 1000) });
const question = (more: Partial<AuditQuestion> = {}): AuditQuestion => ({
  workspaceId: WORKSPACE,
  dedicated: false,
  changesSince: new Date(Date.now() - 3_600_000),
  usesSince: new Date(Date.now() - 28 * 86_400_000),
  ...more,
});

describe("the Activity Log", () => {
  test("has who closed the firewall and who took the role away, oldest first", async () => {
    await story("close-firewall", { by: "a@fabrikam.example" });
    await story("remove-role", { by: "b@fabrikam.example" });
    const entries = await azure.listActivity(VAULT, span());
    expect(entries.map(({ operation, caller, callerKind }) => [operation, caller, callerKind])).toEqual([
      ["Microsoft.KeyVault/vaults/write", "a@fabrikam.example", "user"],
      ["Microsoft.Authorization/roleAssignments/delete", "b@fabrikam.example", "user"],
    ]);
    expect(entries[1]).toMatchObject({
      status: "succeeded",
      source: "activity-log",
      callerIp: "198.51.100.24",
    });
  });
  test("is read page by page, and of the other vault has nothing of this one", async () => {
    for (let more = 0; more < 55; more += 1) await story("open-firewall");
    expect((await azure.listActivity(VAULT, span())).length).toBe(55);
    const other = vaultResourceId(SUBSCRIPTIONS.fabrikam, "rg-cmk", "kv-fabrikam-cja");
    expect(await azure.listActivity(other, span())).toEqual([]);
  });
  test("refused, throttled and nonsense are told apart", async () => {
    const kept = sandbox.world.state.roleAssignments;
    sandbox.world.state.roleAssignments = [];
    expect(await failureOf(azure.listActivity(VAULT, span()))).toMatchObject({ kind: "refused" });
    sandbox.world.state.roleAssignments = kept;
    const path = "*/eventtypes/management/values";
    addFault(sandbox, {
      host: "management.azure.com",
      path,
      kind: "status",
      status: 429,
      headers: { "retry-after": "77" },
      remaining: 3,
    });
    expect(await failureOf(azure.listActivity(VAULT, span()))).toMatchObject({
      kind: "throttled",
      retryAfterSeconds: 77,
    });
    sandbox.world.state.faults = [];
    addFault(sandbox, { host: "management.azure.com", path, kind: "garbage" });
    expect(await failureOf(azure.listActivity(VAULT, span()))).toMatchObject({ kind: "nonsense" });
    sandbox.world.state.faults = [];
  });
});

describe("Key Vault's audit events in a workspace", () => {
  test.each([false, true])(
    "who changed the key, and Adobe's last uses (own table: %s)",
    async (dedicated) => {
      for (const setting of sandbox.world.state.diagnosticSettings)
        Object.assign(setting.properties, { logAnalyticsDestinationType: dedicated ? "Dedicated" : null });
      sandbox.world.state.keyUses = {};
      await story("expire-key-in", { days: 400, by: "c@fabrikam.example" });
      await expect
        .poll(async () => (await azure.queryVaultAudit(VAULT, question({ dedicated }))).uses.length, {
          timeout: 5000,
        })
        .toBe(2);
      const { changes, uses } = await azure.queryVaultAudit(VAULT, question({ dedicated }));
      expect(changes.at(-1)).toMatchObject({
        operation: "KeyUpdate",
        caller: "c@fabrikam.example",
        callerKind: "user",
        status: "succeeded",
      });
      expect(uses.map(({ operation }) => operation).sort()).toEqual(["KeyUnwrap", "KeyWrap"]);
      expect(uses[0]).toMatchObject({ applicationId: APPS.cmkFabrikam, callerIp: "20.88.123.53" });
    },
  );
  test("the table that is there is found, whatever the setting says", async () => {
    const asked = question({ dedicated: false });
    for (const setting of sandbox.world.state.diagnosticSettings)
      Object.assign(setting.properties, { logAnalyticsDestinationType: "Dedicated" });
    await story("disable-key");
    sandbox.world.state.auditEvents = sandbox.world.state.auditEvents?.filter((event) => event.dedicated);
    expect((await azure.queryVaultAudit(VAULT, asked)).changes).not.toEqual([]);
  });
  test("a workspace into which nothing was written has nothing, and says nothing wrong", async () => {
    sandbox.world.state.diagnosticSettings = [];
    sandbox.world.state.auditEvents = [];
    expect(await azure.queryVaultAudit(VAULT, question())).toEqual({ changes: [], uses: [] });
  });
  test("no right on the workspace, and half an answer, are failures", async () => {
    const path = "/v1/workspaces/*/query";
    const half = {
      tables: [{ columns: [], rows: [] }],
      error: { code: "PartialError", message: "Some data is missing." },
    };
    addFault(sandbox, {
      host: "api.loganalytics.io",
      path,
      kind: "garbage",
      status: 200,
      body: JSON.stringify(half),
      remaining: 1,
    });
    expect(await failureOf(azure.queryVaultAudit(VAULT, question()))).toMatchObject({ code: "PartialError" });
    const kept = sandbox.world.state.roleAssignments;
    sandbox.world.state.roleAssignments = kept.filter(({ scope }) => scope.includes("kv-"));
    expect(await failureOf(azure.queryVaultAudit(VAULT, question()))).toMatchObject({ kind: "refused" });
    sandbox.world.state.roleAssignments = kept;
  });
});

describe("the directory's audit log", () => {
  test("has who removed and added Adobe's application", async () => {
    await story("swap-service-principal", { appId: APPS.cmkFabrikam, by: "d@fabrikam.example" });
    const entries = await directoryIn(TENANTS.fabrikam).listPrincipalAudits(
      APPS.cmkFabrikam,
      new Date(Date.now() - 3_600_000),
    );
    const told = entries.map(({ operation, caller }) => [operation, caller]);
    expect(told.toSorted()).toEqual([
      ["Add service principal", "d@fabrikam.example"],
      ["Remove service principal", "d@fabrikam.example"],
    ]);
  });
  test("needs a permission of its own", async () => {
    const asked = directoryIn(TENANTS.northwind).listPrincipalAudits(APPS.cmkNorthwind, new Date());
    expect(await failureOf(asked)).toMatchObject({ kind: "refused" });
  });
});
