import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AZURE_ROLES } from "@/lib/cmk/ids";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { drift } from "@/sandbox/control/drift";
import { accountId } from "@/sandbox/seed/directory";
import { APPS, TENANTS } from "@/sandbox/seed/names";
import { type Contoso, openContoso } from "@/test/contoso";
import type { OrganisationContext } from "../context";
import { applyStep } from "./apply-step";
import { attestStep } from "./attest-step";
import { checkStep } from "./check-step";
import { getStep } from "./get-step";
import { saveChoices } from "./save-choices";
import { readSetup } from "./setup-state";

/** What was deleted and is brought back, with the real SDKs over real HTTP, against the sandbox's rules. */

const NAME = "kv-contoso-gone";
const RESOURCE_GROUP = "rg-cmk";
const CHOICE = {
  mode: "create" as const,
  name: NAME,
  resourceGroup: RESOURCE_GROUP,
  location: "westeurope",
  sku: "standard" as const,
};
const ENCRYPTION = AZURE_ROLES.keyVaultCryptoServiceEncryptionUser;

let contoso: Contoso;
let admin: OrganisationContext;
beforeAll(async () => {
  contoso = await openContoso();
  admin = await contoso.signedIn("admin@contoso.example", "Ada Admin");
  await checkStep(admin, { part: "aep", step: "entitlement" });
  await attestStep(admin, { part: "aep", step: "entitlement", reference: "Order 48-2211" });
}, 60_000);
afterAll(() => contoso?.end());

const state = () => contoso.sandbox.world.state;
const check = (step: StepId, part: PartId = "aep") => checkStep(admin, { part, step });

async function apply(step: StepId, part: PartId = "aep") {
  const { plan } = await check(step, part);
  const request = { part, step, planHash: plan?.hash ?? "", idempotencyKey: randomUUID() };
  return { plan, view: await applyStep(admin, request) };
}

async function until(step: StepId, kind: string) {
  for (let tries = 0; tries < 30; tries += 1) {
    if ((await check(step)).step.outcome.kind === kind) return;
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  throw new Error(`${step} is not ${kind}: ${JSON.stringify((await check(step)).step)}`);
}

const onVault = () =>
  state().roleAssignments.filter(
    (one) => one.scope.endsWith(`/vaults/${NAME}`) && one.roleDefinitionId === ENCRYPTION,
  );
const principal = () =>
  state().servicePrincipals.find((one) => one.appId === APPS.cmkContoso && one.tenantId === TENANTS.contoso);
const requirement = async (step: StepId, id: string) =>
  (await getStep(admin, { part: "aep", step })).step.requirements.find((one) => one.id === id);

describe("names", () => {
  const choose = async (name: string) => {
    const { choices } = await getStep(admin, { part: "aep", step: "vault" });
    return saveChoices(admin, { part: "aep", revision: choices.revision, vault: { ...CHOICE, name } });
  };

  test("another tenant's vault has the name: said, with a free one", async () => {
    const view = await choose("kv-fabrikam-aep");
    expect(view.step.outcome).toEqual({ kind: "needs", who: "admin", what: "choose-free-name" });
    expect(view.facts.vault).toMatchObject({
      value: { exists: false, taken: { id: null, freeName: "kv-fabrikam-aep-2" } },
    });
    expect(view.plan?.operations).toEqual([]);
  });

  test("one's own vault in another group has the name: said, with where it is", async () => {
    const view = await choose("kv-contoso-ready");
    expect(view.step.outcome).toEqual({ kind: "needs", who: "admin", what: "choose-existing-vault" });
    expect(view.facts.vault).toMatchObject({
      value: { taken: { id: expect.stringContaining("/rg-shared/") } },
    });
  });

  test("a deleted vault of another group and region has the name: said, with its place", async () => {
    drift(contoso.sandbox.world, "delete-vault", { vault: "kv-contoso-ready" });
    const view = await choose("kv-contoso-ready");
    expect(view.step.outcome).toEqual({ kind: "needs", who: "admin", what: "use-deleted-place" });
    expect(view.facts.vault).toMatchObject({
      value: {
        softDeleted: { place: { resourceGroup: "rg-shared", subscriptionName: "Contoso Production" } },
      },
    });
    await choose(NAME);
  });
});

describe("a vault that was deleted", () => {
  const auditor = accountId("leader@contoso.example");

  test.each(["vault", "key", "app", "role"] as const)("was set up before: %s", async (step) => {
    await apply(step);
    await until(step, "done");
    // The person's own role in the new vault needs its time; no worker goes on by itself here.
    if (step === "vault") await new Promise((resolve) => setTimeout(resolve, 2_500));
  });

  test("is planned to come back with Adobe's role; what others had is listed, with a script", async () => {
    const [own] = onVault();
    if (!own) throw new Error("no role");
    state().roleAssignments.push({
      ...own,
      id: randomUUID(),
      principalId: auditor,
      principalType: "User",
      roleDefinitionId: AZURE_ROLES.keyVaultReader,
    });
    await check("role");
    drift(contoso.sandbox.world, "delete-vault", { vault: NAME });

    const gone = await check("vault");
    expect(gone.step.outcome).toEqual({ kind: "ready", repair: true });
    expect(gone.plan?.operations).toMatchObject([
      { op: "recover-vault", name: NAME, location: "westeurope" },
      { op: "assign-role", principalId: principal()?.id },
    ]);
    expect(gone.permitted?.every(({ allowed }) => allowed)).toBe(true);
    expect(gone.recovery).toMatchObject({ state: "deleted", resourceGroup: RESOURCE_GROUP });
    expect(gone.recovery?.roles.map((one) => one.principalId)).toContain(auditor);
    expect(gone.recovery?.scripts?.az).toContain(auditor);
  });

  test("comes back, and says what it has not got back", async () => {
    const { view } = await apply("vault");
    expect(view.step.outcome.kind).not.toBe("failed");
    await until("vault", "done");
    expect(onVault().map((one) => one.principalId)).toEqual([principal()?.id]);
    await until("key", "done");
    await until("role", "done");

    const back = await check("vault");
    expect(back.recovery?.state).toBe("recovered");
    expect(back.recovery?.roles.map((one) => one.principalId)).toContain(auditor);
    expect(await requirement("vault", "recovered-as-before")).toMatchObject({
      state: "unmet",
      weight: "should",
    });
  });

  test("nothing is said any more once somebody has restored the rest", async () => {
    const { remembered } = (await readSetup(admin)).inputs.aep;
    for (const entry of remembered?.extensions?.value.roleAssignments ?? []) {
      if (entry.roleDefinitionId === ENCRYPTION) continue;
      state().roleAssignments.push({
        id: randomUUID(),
        scope: entry.scope,
        roleDefinitionId: entry.roleDefinitionId,
        principalId: entry.principalId,
        principalType: "User",
        condition: null,
        description: null,
        createdOn: new Date().toISOString(),
        createdBy: entry.principalId,
        effectiveAt: new Date().toISOString(),
      });
    }
    expect((await check("vault")).recovery).toBeNull();
  });
});

describe("a key that was deleted", () => {
  test("behind the vault's firewall: Clavis says that it cannot, and gives the script", async () => {
    drift(contoso.sandbox.world, "delete-key", { vault: NAME, key: "adobe-aep-cmk" });
    const view = await check("key");
    expect(view.step.outcome).toEqual({ kind: "needs", who: "vault-owner", what: "recover-key-inside" });
    expect(view.plan?.operations).toMatchObject([{ op: "recover-key", name: "adobe-aep-cmk" }]);
    expect(view.scripts?.az).toContain("az keyvault key recover");
    const tried = await apply("key");
    expect(tried.view.step.outcome).toMatchObject({
      kind: "failed",
      failure: { code: "ForbiddenByFirewall" },
    });
  });

  test("once the vault lets us in it is recovered, not made anew", async () => {
    drift(contoso.sandbox.world, "open-firewall", { vault: NAME });
    const before = state().keys.find((one) => one.vaultName === NAME)?.versions[0]?.version;
    const seen = await check("key");
    expect(seen.step.outcome).toEqual({ kind: "ready", repair: true });
    await apply("key");
    await until("key", "done");
    const after = state().keys.find((one) => one.vaultName === NAME);
    expect(after?.deleted).toBeNull();
    expect(after?.versions.map(({ version }) => version)).toEqual([before]);
  });
});

describe("a service principal that was deleted", () => {
  test("and made again: recognised, the role given to the new one, the orphan removed", async () => {
    const old = principal()?.id;
    drift(contoso.sandbox.world, "swap-service-principal", {
      appId: APPS.cmkContoso,
      tenantId: TENANTS.contoso,
    });
    const view = await check("role");
    expect(view.step.outcome).toEqual({ kind: "ready", repair: true });
    expect(await requirement("role", "role-assigned")).toMatchObject({
      reason: { key: "role-orphaned", params: { old } },
    });
    expect(view.plan?.operations.map(({ op }) => op)).toEqual(["assign-role", "remove-role-assignment"]);
    await apply("role");
    await until("role", "done");
    expect(onVault().map((one) => one.principalId)).toEqual([principal()?.id]);
  });

  test("an assignment whose principal came to life again is left alone", async () => {
    const [own] = onVault();
    if (!own) throw new Error("no role");
    const ghost = {
      ...own,
      id: randomUUID(),
      principalId: randomUUID(),
      createdOn: "2026-01-01T00:00:00.000Z",
    };
    state().roleAssignments.push(ghost);
    const { plan } = await check("role");
    expect(plan?.operations).toMatchObject([
      { op: "remove-role-assignment", principalId: ghost.principalId },
    ]);
    const sp = principal();
    if (!sp) throw new Error("no principal");
    const { removeOrphan } = await import("@/lib/steps/remove-orphan");
    state().servicePrincipals.push({ ...sp, id: ghost.principalId, appId: randomUUID() });
    const [operation] = plan?.operations ?? [];
    if (operation?.op !== "remove-role-assignment") throw new Error("no removal");
    const context = { azure: admin.clouds.azure, directory: admin.clouds.directory } as never;
    await expect(removeOrphan(context, operation)).rejects.toMatchObject({
      failure: { code: "NotAnOrphan" },
    });
    expect(onVault()).toHaveLength(2);
    expect((await check("role")).plan?.operations).toEqual([]);
  });

  test("a changed owner is shown, and blocks nothing", async () => {
    drift(contoso.sandbox.world, "change-app-owner", { appId: APPS.cmkContoso, tenantId: TENANTS.contoso });
    await check("app");
    const view = await getStep(admin, { part: "aep", step: "app" });
    expect(view.step.outcome.kind).toBe("done");
    expect(await requirement("app", "app-owner")).toMatchObject({
      state: "unmet",
      observed: TENANTS.elsewhere,
      fix: { who: "adobe-account-team" },
    });
  });

  test("disabled: the step waits for an Entra administrator", async () => {
    drift(contoso.sandbox.world, "disable-service-principal", { appId: APPS.cmkContoso });
    expect((await check("app")).step.outcome).toEqual({
      kind: "needs",
      who: "entra-administrator",
      what: "enable-app",
    });
  });
});
