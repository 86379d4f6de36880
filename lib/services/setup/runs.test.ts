import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changesMade, refusal } from "@/test/fake-clouds";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../context";
import { applyPart } from "./apply-part";
import { cancelRun } from "./cancel-run";
import { checkStep } from "./check-step";
import { continueRun } from "./continue-run";
import { failRun } from "./fail-run";
import { findDueRuns } from "./find-work";
import { getSetup } from "./get-setup";
import { planPart } from "./plan-part";
import { planStep } from "./plan-step";

let world: SetupWorld;
let admin: OrganisationContext;
beforeEach(async () => {
  world = await openSetupWorld();
  admin = world.as(["admin"]);
  await checkStep(admin, { part: "aep", step: "entitlement" });
  await world.attest("aep", "entitlement");
});
afterEach(() => world.end());

const AEP = { part: "aep" } as const;
const ALL = ["createResourceGroup", "createVault", "createKey", "createServicePrincipal", "assignRole"];

async function approve(): Promise<{ runId: string }> {
  const { plan } = await planPart(admin, AEP);
  const { id } = await applyPart(admin, { ...AEP, planHash: plan.hash, idempotencyKey: randomUUID() });
  return { runId: id };
}
const run = async () => (await getSetup(admin)).runs.aep;
/** The same context a while later. */
const after = (seconds: number) => ({ ...admin, now: () => new Date(Date.now() + seconds * 1000) });

test("all automatic steps of a part, as approved, in order; submitting is not among them", async () => {
  const { plan, permitted } = await planPart(admin, AEP);
  expect(plan.steps).toEqual(["aep/vault", "aep/key", "aep/app", "aep/role"]);
  expect(permitted?.every(({ allowed }) => allowed)).toBe(true);
  expect(changesMade(world.vendors)).toEqual([]);

  const job = await approve();
  expect(await run()).toMatchObject({ status: "queued", currentStep: "aep/vault", problem: null });
  await continueRun(admin, job);
  expect(await run()).toMatchObject({ status: "succeeded", problem: null });
  expect(changesMade(world.vendors)).toEqual(ALL);
  const setup = await getSetup(admin);
  expect(setup.parts[0]).toMatchObject({ done: 5, next: "aep/submit" });
  const actions = await world.auditActions();
  expect(actions.filter((action) => action === "step.apply-finished")).toHaveLength(4);
  expect(actions.filter((action) => action.startsWith("run."))).toEqual(["run.started", "run.finished"]);
});

describe("who may", () => {
  test.each([["leader"], ["support"]] as const)("a %s is refused everything of it", async (role) => {
    const context = world.as([role]);
    const refused = { code: "FORBIDDEN" };
    await expect(planPart(context, AEP)).rejects.toMatchObject(refused);
    await expect(planStep(context, { part: "aep", step: "vault" })).rejects.toMatchObject(refused);
    await expect(
      applyPart(context, { ...AEP, planHash: "0".repeat(64), idempotencyKey: "12345678" }),
    ).rejects.toMatchObject(refused);
    await expect(cancelRun(context, AEP)).rejects.toMatchObject(refused);
  });

  test("another organisation is not found", async () => {
    const context = { ...admin, organisationId: world.theirs.id };
    await expect(planPart(context, AEP)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(cancelRun(context, AEP)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("who has lost the role meanwhile stops the run", async () => {
    const job = await approve();
    await continueRun(world.as(["support"]), job);
    expect(await run()).toMatchObject({ status: "failed", problem: "not-permitted" });
    expect(changesMade(world.vendors)).toEqual([]);
  });

  test("Clavis itself can end a run whose person is gone, and not begin one", async () => {
    const job = await approve();
    await expect(
      applyPart(world.system(), { ...AEP, planHash: "0".repeat(64), idempotencyKey: "12345678" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await failRun(world.system(), { ...job, problem: "not-permitted" });
    expect(await run()).toMatchObject({ status: "failed", problem: "not-permitted" });
  });
});

describe("beginning", () => {
  test("a plan that is no longer true is refused with the new one", async () => {
    const { plan } = await planPart(admin, AEP);
    world.vendors.groups.push("rg-cmk");
    const request = { ...AEP, planHash: plan.hash, idempotencyKey: randomUUID() };
    await expect(applyPart(admin, request)).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "stale-plan" },
    });
    expect(await run()).toBeUndefined();
  });

  test("the same request again is the same run; another one while it is active is a conflict", async () => {
    const { plan } = await planPart(admin, AEP);
    const request = { ...AEP, planHash: plan.hash, idempotencyKey: randomUUID() };
    const first = await applyPart(admin, request);
    expect((await applyPart(admin, request)).id).toBe(first.id);
    await expect(applyPart(admin, { ...request, idempotencyKey: randomUUID() })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "running" },
    });
  });

  test("nothing of CJA can be taken before its entitlement", async () => {
    await expect(planPart(admin, { part: "cja" })).rejects.toMatchObject({
      code: "STEP_BLOCKED",
      details: { by: ["cja/entitlement"] },
    });
  });

  test("without a privileged role CJA's vault and key are taken, its app is left", async () => {
    world.vendors.directoryRoles = [];
    await world.attest("cja", "entitlement");
    expect((await planPart(admin, { part: "cja" })).plan.steps).toEqual(["cja/vault", "cja/key"]);
  });
});

describe("going on", () => {
  test("two workers at once do everything once", async () => {
    const job = await approve();
    await Promise.all([continueRun(admin, job), continueRun(admin, job)]);
    expect(changesMade(world.vendors)).toEqual(ALL);
    expect((await run())?.status).toBe("succeeded");
  });

  test("waits for Azure to register the vault's name, and goes on later", async () => {
    const job = await approve();
    world.vendors.after.createVault = () => {
      for (const vault of world.vendors.vaults) vault.provisioningState = "RegisteringDns";
    };
    await continueRun(admin, job);
    expect(await run()).toMatchObject({
      status: "waiting",
      currentStep: "aep/vault",
      nextAt: expect.any(String),
    });
    for (const vault of world.vendors.vaults) vault.provisioningState = "Succeeded";
    await continueRun(admin, job);
    expect((await run())?.status).toBe("waiting");
    await continueRun(after(5), job);
    expect((await run())?.status).toBe("succeeded");
    expect(changesMade(world.vendors)).toEqual(ALL);
  });

  test("a worker that is killed half-way: the next one takes over when the lease is over", async () => {
    const job = await approve();
    world.vendors.after.createKey = () => {
      throw new Error("killed");
    };
    await expect(continueRun(admin, job)).rejects.toThrow("killed");
    world.vendors.after = {};
    expect(await findDueRuns(after(60))).toEqual([]);
    expect(await findDueRuns(after(200))).toMatchObject([job]);
    await continueRun(after(200), job);
    expect((await run())?.status).toBe("succeeded");
    expect(changesMade(world.vendors)).toEqual(ALL);
    expect(world.vendors.keys).toHaveLength(1);
  });

  test("what nobody approved is not done: the run stops and says so", async () => {
    const job = await approve();
    world.vendors.after.createVault = () => {
      for (const vault of world.vendors.vaults) vault.ipRules = [];
    };
    await continueRun(admin, job);
    await continueRun(after(5), job);
    expect(await run()).toMatchObject({ status: "failed", problem: "plan-changed" });
    expect(changesMade(world.vendors)).not.toContain("updateVault");
  });

  test("a refusal stops the run; a busy vendor only delays it", async () => {
    const job = await approve();
    world.vendors.before.createKey = () => {
      throw refusal({ kind: "throttled", status: 429, code: "TooManyRequests", retryable: true });
    };
    await continueRun(admin, job);
    expect((await run())?.status).toBe("waiting");
    world.vendors.before.createKey = () => {
      throw refusal();
    };
    await continueRun(after(5), job);
    expect(await run()).toMatchObject({
      status: "failed",
      problem: "vendor-refused",
      currentStep: "aep/key",
    });
  });

  test("a sign-in that has run out asks for the person", async () => {
    const job = await approve();
    world.vendors.before.createVault = () => {
      throw refusal({ kind: "unauthenticated", vendor: "entra", code: "interaction_required" });
    };
    await continueRun(admin, job);
    expect(await run()).toMatchObject({ status: "failed", problem: "sign-in-again" });
  });

  test("is given up after an hour", async () => {
    const job = await approve();
    world.vendors.before.createVault = () => {
      throw refusal({ kind: "unavailable", retryable: true });
    };
    await continueRun(after(3601), job);
    expect(await run()).toMatchObject({ status: "failed", problem: "took-too-long" });
  });

  test("cancelled: nothing more is done", async () => {
    const job = await approve();
    world.vendors.after.createVault = async () => {
      await cancelRun(admin, AEP);
    };
    await continueRun(admin, job);
    expect((await run())?.status).toBe("cancelled");
    expect(changesMade(world.vendors)).toEqual(["createResourceGroup", "createVault"]);
    expect(await world.auditActions()).toContain("run.cancelled");
    await expect(cancelRun(admin, AEP)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
