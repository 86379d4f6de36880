import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changesMade, refusal } from "@/test/fake-clouds";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../context";
import { type ApplyStepRequest, applyStep } from "./apply-step";
import { checkStep } from "./check-step";
import { getSetup } from "./get-setup";
import { getStep } from "./get-step";

let world: SetupWorld;
let admin: OrganisationContext;
beforeEach(async () => {
  world = await openSetupWorld();
  admin = world.as(["admin"]);
  await checkStep(admin, { part: "aep", step: "entitlement" });
  await world.attest("aep", "entitlement");
});
afterEach(() => world.end());

const VAULT = { part: "aep", step: "vault" } as const;

async function requestFor(step: ApplyStepRequest["step"] = "vault"): Promise<ApplyStepRequest> {
  const view = await checkStep(admin, { part: "aep", step });
  return { part: "aep", step, planHash: view.plan?.hash ?? "", idempotencyKey: randomUUID() };
}

describe("what goes wrong at the vendor", () => {
  test("a refusal is the step's outcome, stays until somebody looks again, and is in the trail", async () => {
    world.vendors.before.createVault = () => {
      throw refusal();
    };
    const request = await requestFor();
    const view = await applyStep(admin, request);
    expect(view.step.outcome).toMatchObject({
      kind: "failed",
      failure: { code: "AuthorizationFailed", requestId: "request-1" },
    });
    expect(view.lastAttempt?.status).toBe("failed");
    expect((await getStep(admin, VAULT)).step.outcome.kind).toBe("failed");
    world.vendors.before = {};
    expect((await checkStep(admin, VAULT)).step.outcome.kind).toBe("ready");
    expect((await world.apply("aep", "vault")).step.outcome.kind).toBe("done");
    expect(changesMade(world.vendors).filter((name) => name === "createResourceGroup")).toHaveLength(1);
  });

  test("the person’s own role alone, refused, is not called done: whose move it is stands until the next look", async () => {
    await world.apply("aep", "vault");
    world.vendors.dataActions = false;
    const request = await requestFor();
    const planned = await checkStep(admin, VAULT);
    expect(planned.plan?.operations).toMatchObject([{ op: "assign-role", principalId: "object-of-Ada" }]);
    expect(planned.step.outcome.kind).toBe("done");
    world.vendors.before.assignRole = () => {
      throw refusal({
        message: "No authorization to perform action 'Microsoft.Authorization/roleAssignments/write'.",
      });
    };
    const worded = { ...admin, words: { t: (key: string) => key, has: () => true } };
    const view = await applyStep(worded as OrganisationContext, request);
    expect(view.step.outcome).toMatchObject({ kind: "failed", failure: { code: "AuthorizationFailed" } });
    expect(view.lastAttempt?.status).toBe("failed");
    expect(view.decoding?.errors[0]).toMatchObject({ rule: "authorization-failed", move: "decode.move" });
    expect(view.plan?.operations).toHaveLength(1);
    // What comes after the vault rests on the vault, which is right.
    expect((await getStep(admin, { part: "aep", step: "key" })).step.outcome.kind).not.toBe("blocked");
    expect((await checkStep(admin, VAULT)).step.outcome.kind).toBe("done");
  });

  test("a process that dies between the vendor's answer and the save loses nothing and makes nothing twice", async () => {
    world.vendors.after.createVault = () => {
      throw new Error("killed");
    };
    await expect(applyStep(admin, await requestFor())).rejects.toThrow("killed");
    expect((await getStep(admin, VAULT)).lastAttempt?.status).toBe("running");
    expect((await checkStep(admin, VAULT)).step.outcome.kind).toBe("done");
    await expect(applyStep(admin, await requestFor())).rejects.toMatchObject({
      details: { reason: "running" },
    });

    const later = { ...admin, now: () => new Date(Date.now() + 61_000) };
    const view = await applyStep(later, await requestFor());
    expect(view.step.outcome.kind).toBe("done");
    expect(world.vendors.vaults).toHaveLength(1);
    expect(changesMade(world.vendors)).toEqual(["createResourceGroup", "createVault"]);
    expect(await world.auditActions()).toContain("step.apply-interrupted");
  });

  test("the wait for the person's own new role is no failure: the run goes on with what was approved", async () => {
    await world.apply("aep", "vault");
    world.vendors.before.createKey = () => {
      throw refusal({ code: "ForbiddenByRbac" });
    };
    const [vault] = world.vendors.vaults;
    world.vendors.assignments.push({
      id: "own",
      roleDefinitionId: "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
      principalId: "object-of-Ada",
      scope: vault?.id ?? "",
      condition: null,
      createdOn: new Date().toISOString(),
    });
    const view = await applyStep(admin, await requestFor("key"));
    expect(view.step.outcome).toMatchObject({ kind: "waiting" });
    expect((await getSetup(admin)).runs.aep).toMatchObject({ status: "queued", currentStep: "aep/key" });
  });

  test("the same refusal without a young role is a failure", async () => {
    await world.apply("aep", "vault");
    world.vendors.before.createKey = () => {
      throw refusal({ code: "ForbiddenByRbac" });
    };
    const view = await applyStep(admin, await requestFor("key"));
    expect(view.step.outcome.kind).toBe("failed");
    // No window is open: what to look at, with what the checks can say of it.
    expect(view.late?.reason).toBe("own-role");
    expect(view.late?.causes.find(({ id }) => id === "policies")).toMatchObject({
      state: "clear",
      check: "VLT-04",
    });
  });
});
