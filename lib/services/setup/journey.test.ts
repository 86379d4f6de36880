import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { CONTOSO, CONTOSO_ADOBE, type Contoso, openContoso } from "@/test/contoso";
import type { OrganisationContext } from "../context";
import { applyPart } from "./apply-part";
import { applyStep } from "./apply-step";
import { attestStep } from "./attest-step";
import { checkStep } from "./check-step";
import { continueRun } from "./continue-run";
import { getSetup } from "./get-setup";
import { getStep } from "./get-step";
import { listKeyCandidates } from "./list-key-candidates";
import { listVaultCandidates } from "./list-vault-candidates";
import { planPart } from "./plan-part";
import { pollEnablement } from "./poll-enablement";
import { saveChoices } from "./save-choices";

/** Both parts from nothing, with the real SDKs over real HTTP, against the sandbox's rules. */

let contoso: Contoso;
let admin: OrganisationContext;
beforeAll(async () => {
  contoso = await openContoso();
  admin = await contoso.signedIn("admin@contoso.example", "Ada Admin");
});
afterAll(() => contoso?.end());

const setup = () => getSetup(admin);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until<T>(ask: () => Promise<T>, isThere: (value: T) => boolean, seconds = 20): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; await pause(300)) {
    const value = await ask();
    if (isThere(value) || Date.now() > end) return value;
  }
}

async function apply(part: PartId, step: StepId, confirmation?: string) {
  const { plan } = await checkStep(admin, { part, step });
  const request = { part, step, planHash: plan?.hash ?? "", confirmation, idempotencyKey: randomUUID() };
  return applyStep(admin, request);
}

async function runToEnd(part: PartId, runId: string) {
  return until(
    async () => {
      await continueRun(admin, { runId });
      return (await setup()).runs[part];
    },
    (run) => run?.status !== "waiting" && run?.status !== "queued" && run?.status !== "running",
    40,
  );
}

test("what is there already is listed, and judged", async () => {
  const vaults = await listVaultCandidates(admin, { part: "aep" });
  expect(Object.fromEntries(vaults.map(({ vault, fit }) => [vault.name, fit]))).toEqual({
    "hsm-contoso": "fits",
    "hsm-contoso-new": "does-not-fit",
    "kv-contoso-ready": "fits",
    "kv-contoso-shared": "fits-after-changes",
    "kv-contoso-weak": "fits-after-changes",
  });
  expect(vaults[0]?.fit).toBe("fits");
  const choice = {
    mode: "adopt",
    name: "kv-contoso-weak",
    resourceGroup: "rg-shared",
    location: "westeurope",
    sku: "standard",
  } as const;
  const view = await saveChoices(admin, { part: "aep", revision: 1, vault: choice });
  expect(view.step.requirements.find(({ id }) => id === "trusted-services")?.state).toBe("unmet");
  const [small] = await listKeyCandidates(admin, { part: "aep" });
  expect(small).toMatchObject({
    fit: "does-not-fit",
    key: { name: "cmk-weak", size: 2048 },
    reasons: [{ id: "key-size" }],
  });
});

test("AEP: approved as one plan, carried out, sent to Adobe, enabled", { timeout: 90_000 }, async () => {
  const { choices } = await getStep(admin, { part: "aep", step: "vault" });
  const vault = {
    mode: "create",
    name: "kv-contoso-aep-1",
    resourceGroup: "rg-cmk",
    location: "westeurope",
    sku: "premium",
  } as const;
  await saveChoices(admin, { part: "aep", revision: choices.revision, vault });
  await checkStep(admin, { part: "aep", step: "entitlement" });
  await attestStep(admin, { part: "aep", step: "entitlement", reference: "Contract 7" });

  const planned = await planPart(admin, { part: "aep" });
  expect(planned.permitted?.filter(({ allowed }) => allowed !== true)).toEqual([]);
  expect(planned.plan.operations.map(({ op }) => op)).toEqual([
    "create-resource-group",
    "create-vault",
    "assign-role",
    "create-key",
    "create-service-principal",
    "assign-role",
  ]);
  const run = await applyPart(admin, {
    part: "aep",
    planHash: planned.plan.hash,
    idempotencyKey: randomUUID(),
  });
  expect(await runToEnd("aep", run.id)).toMatchObject({ status: "succeeded", problem: null });
  expect((await setup()).parts[0].next).toBe("aep/submit");

  await expect(apply("aep", "submit", "contoso")).rejects.toMatchObject({ code: "INVALID_INPUT" });
  const sent = await apply("aep", "submit", CONTOSO);
  expect(sent.step.outcome.kind).toBe("done");
  const stages = new Set<string>();
  await until(
    async () => {
      await pollEnablement(admin);
      const { facts, step } = await getStep(admin, { part: "aep", step: "enablement" });
      const config =
        facts.config && "value" in facts.config && facts.config.value.exists
          ? facts.config.value.status
          : "none";
      stages.add(config);
      return step.outcome.kind;
    },
    (kind) => kind === "done" || kind === "needs",
  );
  expect([...stages].at(-1)).toBe("COMPLETED");
  expect((await setup()).parts[0].status).toBe("complete");
  expect((await setup()).covered).toBe(false);
});

test("CJA: step by step, ticket with the key's address, confirmed; only then is the organisation covered", {
  timeout: 90_000,
}, async () => {
  await attestStep(admin, { part: "cja", step: "entitlement", reference: "Mail of the account team" });
  expect((await checkStep(admin, { part: "cja", step: "privilege" })).step.outcome.kind).toBe("done");

  const done = async (step: StepId) =>
    await until(
      async () => (await checkStep(admin, { part: "cja", step })).step.outcome.kind,
      (kind) => kind === "done",
    );
  await apply("cja", "vault");
  expect(await done("vault")).toBe("done");
  const made = await apply("cja", "key");
  if (made.step.outcome.kind === "waiting") {
    const run = (await setup()).runs.cja;
    expect(run).toMatchObject({ currentStep: "cja/key" });
    expect(await runToEnd("cja", run?.id ?? "")).toMatchObject({ status: "succeeded" });
  }
  expect(await done("key")).toBe("done");
  await apply("cja", "app-access");
  expect(await done("app-access")).toBe("done");

  const ticket = await getStep(admin, { part: "cja", step: "ticket" });
  expect(ticket.ticketText).toMatch(/https:\/\/kv-contoso-cja-\w+\.vault\.azure\.net\/keys\/adobe-cja-cmk/);
  await attestStep(admin, { part: "cja", step: "ticket", reference: "E-000123456", statedOn: "2026-11-23" });
  await attestStep(admin, { part: "cja", step: "confirmation", reference: "E-000123456, answer 2" });
  const final = await setup();
  expect(final.parts.map(({ status }) => status)).toEqual(["complete", "complete"]);
  expect(final.covered).toBe(true);
});

test("a key that is disabled afterwards turns the part red by itself; the vault's own firewall keeps the cure for its owner", async () => {
  const key = contoso.sandbox.world.state.keys.find(
    ({ name, vaultName }) => vaultName === "kv-contoso-aep-1" && name === "adobe-aep-cmk",
  );
  const enable = (enabled: boolean) => {
    for (const version of key?.versions ?? []) version.enabled = enabled;
  };
  enable(false);
  const { step } = await checkStep(admin, { part: "aep", step: "key" });
  expect(step.outcome).toEqual({ kind: "ready", repair: true });
  expect((await setup()).parts[0].status).toBe("at-risk");
  // Keys are changed through the data plane only, and this machine's address is not in the vault's rules.
  expect((await apply("aep", "key")).step.outcome).toMatchObject({
    kind: "failed",
    failure: { code: "ForbiddenByFirewall" },
  });
  enable(true);
  await checkStep(admin, { part: "aep", step: "key" });
  expect((await setup()).parts[0].status).toBe("complete");
});

test("a person without rights is told before the click, and refused after it", async () => {
  const ben = await contoso.signedIn("admin2@contoso.example", "Ben Second");
  const assignments = contoso.sandbox.world.state.roleAssignments;
  contoso.sandbox.world.state.roleAssignments = assignments.filter(
    (entry) =>
      !(
        entry.scope.toLowerCase().endsWith("/kv-contoso-aep-1") &&
        entry.roleDefinitionId.startsWith("e147488a")
      ),
  );
  const view = await checkStep(ben, { part: "aep", step: "role" });
  expect(view.permitted).toMatchObject([
    {
      permission: "Microsoft.Authorization/roleAssignments/write",
      scope: expect.stringMatching(/\/vaults\/kv-contoso-aep-1$/i),
      allowed: false,
      holders: { actor: "vault-owner", roles: expect.arrayContaining(["User Access Administrator"]) },
    },
  ]);
  const request = {
    part: "aep",
    step: "role",
    planHash: view.plan?.hash ?? "",
    idempotencyKey: randomUUID(),
  } as const;
  expect((await applyStep(ben, request)).step.outcome).toMatchObject({
    kind: "failed",
    failure: { code: "AuthorizationFailed" },
  });
  contoso.sandbox.world.state.roleAssignments = assignments;
});

test("a credential without the permission is told apart from a wrong one", async () => {
  const credential = {
    ...CONTOSO_ADOBE,
    clientId: "contoso-no-permission",
    clientSecret: "s8e-contoso-sandbox-secret-000009",
  };
  const context = await contoso.signedIn("admin@contoso.example", "Ada Admin", credential);
  expect((await checkStep(context, { part: "aep", step: "entitlement" })).facts.registration).toMatchObject({
    failure: { kind: "refused" },
  });
  const wrong = await contoso.signedIn("admin@contoso.example", "Ada Admin", {
    ...CONTOSO_ADOBE,
    clientSecret: "wrong",
  });
  expect((await checkStep(wrong, { part: "aep", step: "entitlement" })).facts.registration).toMatchObject({
    failure: { kind: "unauthenticated" },
  });
});
