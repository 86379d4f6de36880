import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeChecks } from "@/lib/cmk/checks/judge-checks";
import { MANAGED_HSM_ROLES } from "@/lib/cmk/ids";
import type { StepId } from "@/lib/cmk/parts";
import { drift } from "@/sandbox/control/drift";
import { CONTOSO, type Contoso, openContoso } from "@/test/contoso";
import type { OrganisationContext } from "../context";
import { applyStep } from "./apply-step";
import { attestStep } from "./attest-step";
import { checkStep } from "./check-step";
import { getSetup } from "./get-setup";
import { getStep } from "./get-step";
import { listKeyCandidates } from "./list-key-candidates";
import { listVaultCandidates } from "./list-vault-candidates";
import { planStep } from "./plan-step";
import { pollEnablement } from "./poll-enablement";
import { saveChoices } from "./save-choices";
import { readSetup } from "./setup-state";

/** The AEP part with a managed HSM that is there, to the end: Adobe wraps with its key by the HSM's own roles. */

const HSM = {
  mode: "adopt",
  name: "hsm-contoso",
  resourceGroup: "rg-shared",
  location: "westeurope",
  sku: "managed-hsm",
} as const;
const ID =
  "/subscriptions/8f0e2b7a-1111-4c1d-9a6e-000000000001/resourceGroups/rg-shared/providers/Microsoft.KeyVault/managedHSMs/hsm-contoso";

let contoso: Contoso;
let admin: OrganisationContext;
beforeAll(async () => {
  contoso = await openContoso();
  admin = await contoso.signedIn("admin@contoso.example", "Ada Admin");
});
afterAll(() => contoso?.end());

const stateOfPart = async () => (await getSetup(admin)).parts[0];

async function apply(step: StepId, confirmation?: string, context = admin) {
  const { plan } = await planStep(context, { part: "aep", step });
  const planHash = plan?.hash ?? "";
  return applyStep(context, { part: "aep", step, planHash, confirmation, idempotencyKey: randomUUID() });
}

test("managed HSMs are listed beside vaults, with why one does not fit", async () => {
  const candidates = await listVaultCandidates(admin, { part: "aep" });
  const hsms = candidates.filter(({ vault }) => vault.sku === "managed-hsm");
  expect(hsms.map(({ vault, fit, keyCount }) => [vault.name, fit, keyCount])).toEqual([
    ["hsm-contoso", "fits", 1],
    ["hsm-contoso-new", "does-not-fit", null],
  ]);
  expect(hsms[1]?.reasons.map(({ id }) => id)).toEqual(["hsm-activated", "purge-protection"]);
});

test("one is adopted as it is; a new one cannot be made here", async () => {
  const { choices } = await getStep(admin, { part: "aep", step: "vault" });
  const view = await saveChoices(admin, { part: "aep", revision: choices.revision, vault: HSM });
  expect(view.step.outcome.kind).toBe("done");
  expect(view.facts.vault).toMatchObject({
    value: { id: ID, uri: "https://hsm-contoso.managedhsm.azure.net/", sku: "managed-hsm" },
  });
  expect(view.step.requirements.find(({ id }) => id === "rbac")).toMatchObject({
    state: "met",
    observed: "Managed HSM local RBAC",
  });
});

test("its keys are seen through its own data plane; who administers it sees none, the watching identity does", async () => {
  const [candidate] = await listKeyCandidates(admin, { part: "aep" });
  expect(candidate).toMatchObject({ fit: "fits", key: { name: "adobe-cmk", type: "RSA-HSM", size: 3072 } });
  const { choices } = await getStep(admin, { part: "aep", step: "key" });
  const key = { mode: "adopt", name: "adobe-cmk", size: 3072 } as const;
  const view = await saveChoices(admin, { part: "aep", revision: choices.revision, key });
  expect(view.step.outcome.kind).toBe("done");
  expect(view.facts.key).toMatchObject({
    value: { identifier: "https://hsm-contoso.managedhsm.azure.net/keys/adobe-cmk" },
  });
});

test("Adobe's local role is planned on the key, with scripts for the HSM, and given over its data plane", async () => {
  await attestStep(admin, { part: "aep", step: "entitlement", reference: "Contract 7" });
  await checkStep(admin, { part: "aep", step: "entitlement" });
  await checkStep(admin, { part: "aep", step: "app" });
  await apply("app");
  const { plan, scripts, permitted } = await planStep(admin, { part: "aep", step: "role" });
  expect(plan?.operations).toMatchObject([
    {
      op: "assign-role",
      scope: `${ID}/keys/adobe-cmk`,
      roleDefinitionId: MANAGED_HSM_ROLES.cryptoServiceEncryptionUser,
    },
  ]);
  expect(permitted).toMatchObject([
    { permission: "Microsoft.KeyVault/managedHsm/roleAssignments/write/action", allowed: true },
  ]);
  expect(scripts?.az).toContain("az keyvault role assignment create");
  expect(scripts?.az).toContain("--hsm-name hsm-contoso");
  expect((await apply("role")).step.outcome.kind).toBe("done");
  expect(contoso.sandbox.world.state.localAssignments).toContainEqual(
    expect.objectContaining({
      hsm: "hsm-contoso",
      scope: "/keys/adobe-cmk",
      roleDefinitionId: MANAGED_HSM_ROLES.cryptoServiceEncryptionUser,
    }),
  );
  // Nothing was given in Azure's own RBAC, which does not count there.
  expect(
    contoso.sandbox.world.state.roleAssignments.filter(({ scope }) => /managedHSMs/i.test(scope)),
  ).toEqual([]);
});

test("the key's address goes to Adobe, which wraps with it: complete", { timeout: 30_000 }, async () => {
  const sent = await apply("submit", CONTOSO);
  expect(sent.step.outcome.kind).toBe("done");
  expect(contoso.sandbox.world.state.cmkConfigs.find(({ name }) => name === "contoso-cmk")).toMatchObject({
    keyVaultUri: "https://hsm-contoso.managedhsm.azure.net",
    keyName: "adobe-cmk",
  });
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    await pollEnablement(admin);
    if ((await stateOfPart()).status === "complete") break;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  expect((await stateOfPart()).status).toBe("complete");
});

test("no check fails for being a managed HSM", async () => {
  const { inputs } = await readSetup(admin);
  const failed = judgeChecks(inputs.aep).filter(({ state }) => state === "fail");
  const critical = failed.filter(({ severity }) => severity === "critical" || severity === "high");
  expect(critical.map(({ check }) => check)).toEqual([]);
  expect(failed.map(({ check }) => check)).not.toContain("VLT-04");
});

test("a local role that is taken away turns the part red, and the plan gives it back", async () => {
  drift(contoso.sandbox.world, "remove-role", { vault: "hsm-contoso" });
  const view = await checkStep(admin, { part: "aep", step: "role" });
  expect(view.step.outcome).toMatchObject({ kind: "ready" });
  expect((await stateOfPart()).status).toBe("at-risk");
  expect((await apply("role")).step.outcome.kind).toBe("done");
});

test("a principal made anew leaves an orphan behind, which the same plan removes", async () => {
  const { facts } = await getStep(admin, { part: "aep", step: "app" });
  const seen = facts.principal && "value" in facts.principal ? facts.principal.value : null;
  const appId = seen?.exists ? seen.appId : "";
  drift(contoso.sandbox.world, "swap-service-principal", { appId });
  await checkStep(admin, { part: "aep", step: "app" });
  const view = await checkStep(admin, { part: "aep", step: "role" });
  expect(view.step.requirements[0]).toMatchObject({
    id: "role-assigned",
    state: "unmet",
    reason: { key: "role-orphaned" },
  });
  expect(view.plan?.operations.map(({ op }) => op)).toEqual(["assign-role", "remove-role-assignment"]);
  expect((await apply("role")).step.outcome.kind).toBe("done");
  expect(
    contoso.sandbox.world.state.localAssignments?.filter(({ scope }) => scope === "/keys/adobe-cmk"),
  ).toHaveLength(1);
});

test("a deleted managed HSM is recovered by plan, with its keys and local roles; nobody else is told that it is a vault", async () => {
  const { world } = contoso.sandbox;
  const before = world.state.localAssignments?.length;
  drift(world, "delete-vault", { vault: "hsm-contoso" });
  const gone = await checkStep(admin, { part: "aep", step: "vault" });
  expect(gone.step.outcome).toEqual({ kind: "ready", repair: true });
  expect(gone.step.requirements[0]).toMatchObject({
    observed: "soft-deleted",
    reason: { key: "hsm-soft-deleted-until" },
  });
  expect((await stateOfPart()).status).toBe("at-risk");
  expect(gone.plan?.operations).toMatchObject([{ op: "recover-vault", vaultId: ID, sku: "managed-hsm" }]);
  expect(gone.permitted).toMatchObject([
    {
      permission: "Microsoft.KeyVault/managedHSMs/write",
      allowed: true,
      holders: { actor: "vault-owner", roles: expect.arrayContaining(["Managed HSM contributor"]) },
    },
  ]);
  expect(gone.scripts?.az).toMatch(/az keyvault recover[^]*--hsm-name hsm-contoso[^]*--location westeurope/);
  expect(gone.scripts?.portal).toContain("Manage deleted HSMs");
  expect(gone.recovery).toMatchObject({ state: "deleted", roles: [], resourceGroup: "rg-shared" });

  await apply("vault");
  for (let tries = 0; tries < 20; tries += 1) {
    if ((await checkStep(admin, { part: "aep", step: "vault" })).step.outcome.kind === "done") break;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  for (const step of ["vault", "key", "role"] as const)
    expect((await checkStep(admin, { part: "aep", step })).step.outcome.kind).toBe("done");
  expect(world.state.localAssignments).toHaveLength(before ?? 0);
  expect((await stateOfPart()).status).toBe("complete");
});

test("when its owner recovers it elsewhere, checking again proves it", async () => {
  const { world } = contoso.sandbox;
  drift(world, "delete-vault", { vault: "hsm-contoso" });
  expect((await checkStep(admin, { part: "aep", step: "vault" })).step.outcome.kind).toBe("ready");
  const hsm = world.state.hsms?.find(({ name }) => name === "hsm-contoso");
  if (hsm) hsm.deleted = null;
  expect((await checkStep(admin, { part: "aep", step: "vault" })).step.outcome.kind).toBe("done");
});

test("somebody without a local role is told before the click, and refused after it", async () => {
  drift(contoso.sandbox.world, "remove-role", { vault: "hsm-contoso" });
  const ben = await contoso.signedIn("admin2@contoso.example", "Ben Second");
  const words = { t: (key: string) => key, has: () => true };
  const view = await checkStep({ ...ben, words }, { part: "aep", step: "role" });
  // Ben may not list local roles: nobody tells him whether Adobe has its role.
  expect(view.step.outcome).toMatchObject({ kind: "failed", failure: { kind: "refused" } });
  expect(view.decoding?.errors[0]).toMatchObject({
    rule: "hsm-local-rbac",
    script: expect.stringContaining("--hsm-name hsm-contoso"),
  });
});
