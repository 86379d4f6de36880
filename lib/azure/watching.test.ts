import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { vaultResourceId } from "@/lib/cmk/ids";
import { SUBSCRIPTIONS, TENANTS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { failureOf } from "@/test/failure-of";
import { addFault } from "@/test/faults";
import { startTestSandbox } from "@/test/sandbox";
import { signInAs, TEST_IDENTITY } from "@/test/sign-in";
import { createAzureClient } from "./azure-client";
import { applicationCredential } from "./identity/application-credential";
import type { AzureClient } from "./ports";
import { installProxy } from "./proxy";

const VAULT = vaultResourceId(SUBSCRIPTIONS.fabrikam, "rg-cmk", "kv-fabrikam-aep");
const AZURE = {
  resourceManagerUrl: "https://management.azure.com",
  keyVaultSuffix: "vault.azure.net",
  managedHsmSuffix: "managedhsm.azure.net",
};

let sandbox: Sandbox;
let watcher: AzureClient;
let stranger: AzureClient;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
  const credential = applicationCredential(TEST_IDENTITY, TENANTS.fabrikam);
  watcher = createAzureClient({ ...AZURE, credential });
  stranger = createAzureClient({
    ...AZURE,
    credential: (await signInAs("admin@contoso.example")).credential,
  });
});
afterAll(() => sandbox.stop());

const rule = (name: string, properties: object) =>
  sandbox.world.state.monitors?.push({
    scope: `/subscriptions/${SUBSCRIPTIONS.fabrikam}/resourceGroups/rg-cmk`,
    type: "Microsoft.Insights/activityLogAlerts",
    name,
    location: "global",
    properties: { ...properties },
  });
const group = { actionGroups: [{ actionGroupId: "/g" }] };
const operation = (equals: string) => ({ field: "operationName", equals });

describe("the watching identity", () => {
  test("sees who guards a vault and who would notice", async () => {
    expect(await watcher.listLocks(VAULT)).toEqual([
      { name: "keep-cmk-vault", level: "CanNotDelete", scope: VAULT },
    ]);
    expect(await watcher.listDenyAssignments(VAULT)).toEqual([]);
    expect(await watcher.getMonitoring(VAULT)).toMatchObject({
      diagnostics: [{ name: "audit", logs: ["AuditEvent"], retentionDays: null }],
      metricAlerts: [{ name: "cmk-vault-availability-1", metrics: ["Availability"] }],
      watchedOperations: [],
      eventTypes: [],
      defenderTier: "Free",
    });
  });

  test("counts alert rules that are on, tell somebody and cover the vault, and no others", async () => {
    const deletion = "Microsoft.KeyVault/vaults/delete";
    const here = { scopes: [`/subscriptions/${SUBSCRIPTIONS.fabrikam}`], actions: group };
    rule("good", { ...here, condition: { allOf: [operation(deletion)] } });
    rule("off", { ...here, enabled: false, condition: { allOf: [operation("Off")] } });
    rule("silent", { ...here, actions: { actionGroups: [] }, condition: { allOf: [operation("Silent")] } });
    rule("elsewhere", { ...here, scopes: [`${VAULT}-two`], condition: { allOf: [operation("Elsewhere")] } });
    expect((await watcher.getMonitoring(VAULT)).watchedOperations).toEqual([deletion]);
  });

  test("counts rules over the logs, where operations on keys are, by what they ask for", async () => {
    const workspace = (await watcher.getMonitoring(VAULT)).diagnostics?.[0]?.workspaceId ?? "";
    const logs = (name: string, query: string, properties: object = {}) =>
      sandbox.world.state.monitors?.push({
        scope: `/subscriptions/${SUBSCRIPTIONS.fabrikam}/resourceGroups/rg-cmk`,
        type: "Microsoft.Insights/scheduledQueryRules",
        name,
        location: "eastus2",
        properties: {
          scopes: [workspace],
          criteria: { allOf: [{ query }] },
          actions: { actionGroups: ["/g"] },
          ...properties,
        },
      });
    logs("changes", 'AzureDiagnostics | where OperationName in ("KeyDelete", "VaultPatch")');
    logs("off", "AzureDiagnostics | where OperationName == 'KeyPurge'", { enabled: false });
    logs("silent", "AzureDiagnostics | where OperationName == 'KeyBackup'", { actions: {} });
    logs("elsewhere", "AzureDiagnostics | where OperationName == 'KeyUpdate'", {
      scopes: [`${workspace}-two`],
    });
    const { watchedOperations } = await watcher.getMonitoring(VAULT);
    expect(watchedOperations?.filter((name) => !name.includes("/"))).toEqual(["KeyDelete", "VaultPatch"]);
  });

  test("sees what it may although one question is refused, or not answered in form", async () => {
    const host = "management.azure.com";
    addFault(sandbox, { kind: "status", host, path: "*/metricAlerts", status: 403 });
    addFault(sandbox, { kind: "garbage", host, path: "*/pricings/*" });
    const seen = await watcher.getMonitoring(VAULT);
    expect(seen).toMatchObject({ metricAlerts: null, defenderTier: null });
    expect(seen.diagnostics).toHaveLength(1);
    expect(seen.eventTypes).toEqual([]);
  });
});

test("somebody of another tenant is refused", async () => {
  for (const ask of [() => stranger.listLocks(VAULT), () => stranger.listDenyAssignments(VAULT)])
    expect((await failureOf(ask())).kind).toMatch(/refused|unauthenticated|absent/);
});
