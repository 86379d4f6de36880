import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changesMade } from "@/test/fake-clouds";
import { sampleVault } from "@/test/sample-input";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../context";
import { type ApplyStepRequest, applyStep } from "./apply-step";
import { checkStep } from "./check-step";
import { compareStep } from "./compare-step";
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

describe("who may", () => {
  test.each([["leader"], ["support"]] as const)(
    "a %s is refused, and no vendor hears of it",
    async (role) => {
      const request = await requestFor();
      await expect(applyStep(world.as([role]), request)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(applyStep(world.system(), request)).rejects.toMatchObject({ code: "FORBIDDEN" });
      expect(changesMade(world.vendors)).toEqual([]);
    },
  );

  test("another organisation is not found", async () => {
    const elsewhere = { ...admin, organisationId: world.theirs.id };
    await expect(applyStep(elsewhere, await requestFor())).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(changesMade(world.vendors)).toEqual([]);
  });
});

test("does what was shown, says so before and after in the trail, and shows the step as done", async () => {
  const view = await applyStep(admin, await requestFor());
  expect(view.step.outcome.kind).toBe("done");
  expect(view.lastAttempt).toMatchObject({ status: "succeeded", startedByName: "Ada" });
  expect(view.plan?.operations).toEqual([]);
  expect(changesMade(world.vendors)).toEqual(["createResourceGroup", "createVault"]);
  expect((await world.auditActions()).slice(-3)).toEqual([
    "choice.saved",
    "step.apply-started",
    "step.apply-finished",
  ]);
  expect(view.choices.saved.vault).toEqual(view.choices.complete.vault);
});

test("what was applied is shown beside what was read back, and tells of what changed since", async () => {
  expect(await compareStep(admin, VAULT)).toEqual({ applied: null, rows: [] });
  const { planHash } = await applyStep(admin, await requestFor())
    .then(() => compareStep(admin, VAULT))
    .then(({ applied, rows }) => {
      expect(applied).toMatchObject({ byName: "Ada" });
      expect(rows.filter(({ state }) => state !== "matches")).toEqual([]);
      expect(rows.length).toBeGreaterThan(5);
      return applied ?? { planHash: "" };
    });
  expect(planHash).toMatch(/^[0-9a-f]{64}$/);
});

test("the trail says what is about to be done before any vendor is asked to do it", async () => {
  const seen: string[][] = [];
  world.vendors.before.createVault = async () => {
    seen.push(await world.auditActions());
  };
  await applyStep(admin, await requestFor());
  expect(seen[0]?.at(-1)).toBe("step.apply-started");
});

describe("one attempt at a time", () => {
  test("a double click makes one vault: the second is told that the first is running", async () => {
    const request = await requestFor();
    const second = { ...request, idempotencyKey: randomUUID() };
    const [first, other] = await Promise.allSettled([applyStep(admin, request), applyStep(admin, second)]);
    const results = [first, other].map((result) =>
      result.status === "fulfilled" ? "done" : result.reason.details.reason,
    );
    expect(results).toContain("done");
    expect(["running", "stale-plan", "changed-meanwhile"]).toContain(
      results.find((result) => result !== "done"),
    );
    expect(changesMade(world.vendors)).toEqual(["createResourceGroup", "createVault"]);
  });

  test("a second admin, a moment later, is told by which attempt", async () => {
    const request = await requestFor();
    let refused: unknown;
    world.vendors.before.createVault = async () => {
      const ben = world.as(["admin"], world.mine, "Ben");
      refused = await applyStep(ben, { ...request, idempotencyKey: randomUUID() }).catch(
        (error: unknown) => error,
      );
    };
    expect((await applyStep(admin, request)).step.outcome.kind).toBe("done");
    expect(refused).toMatchObject({
      code: "CONFLICT",
      details: { reason: "running", attemptId: expect.any(String) },
    });
    expect(changesMade(world.vendors)).toEqual(["createResourceGroup", "createVault"]);
  });

  test("the same request again is answered, not done again", async () => {
    const request = await requestFor();
    await applyStep(admin, request);
    const before = world.vendors.calls.length;
    const view = await applyStep(admin, request);
    expect(view.step.outcome.kind).toBe("done");
    expect(world.vendors.calls.length).toBe(before);
  });

  test("a key that was used for something else is a conflict", async () => {
    const request = await requestFor();
    await applyStep(admin, request);
    await expect(applyStep(admin, { ...request, planHash: "f".repeat(64) })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "repeated" },
    });
  });
});

describe("a plan that is no longer true", () => {
  test("is refused with the new plan; nothing is changed; a repeat is refused the same way", async () => {
    const request = await requestFor();
    world.vendors.groups.push("rg-cmk");
    const conflict = {
      code: "CONFLICT",
      details: { reason: "stale-plan", plan: { operations: [{ op: "create-vault" }] } },
    };
    const shown = {
      scripts: { az: expect.not.stringContaining("az group create") },
      permitted: [{ allowed: true }],
    };
    await expect(applyStep(admin, request)).rejects.toMatchObject({
      ...conflict,
      details: { ...conflict.details, ...shown },
    });
    await expect(applyStep(admin, request)).rejects.toMatchObject(conflict);
    expect(changesMade(world.vendors)).toEqual([]);
    expect(await world.auditActions()).toContain("step.apply-refused");
    expect((await getStep(admin, VAULT)).lastAttempt?.status).toBe("refused");
  });

  test("the new plan can be applied at once", async () => {
    const request = await requestFor();
    world.vendors.groups.push("rg-cmk");
    const error = await applyStep(admin, request).catch(
      (caught: { details: { plan: { hash: string } } }) => caught,
    );
    const planHash = (error as { details: { plan: { hash: string } } }).details.plan.hash;
    const view = await applyStep(admin, { ...request, planHash, idempotencyKey: randomUUID() });
    expect(view.step.outcome.kind).toBe("done");
  });
});

describe("order, and what cannot be undone", () => {
  test("a step waits for those before it", async () => {
    const request = await requestFor("key");
    await expect(applyStep(admin, request)).rejects.toMatchObject({
      code: "STEP_BLOCKED",
      details: { by: ["aep/vault"] },
    });
  });

  test("a statement cannot be applied", async () => {
    const request = { ...(await requestFor()), step: "entitlement" as const };
    await expect(applyStep(admin, request)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  async function upToSubmit(): Promise<void> {
    for (const step of ["vault", "key", "app", "role"] as const) {
      expect((await world.apply("aep", step)).step.outcome.kind).toBe("done");
    }
  }

  test.each([undefined, "", "mine", "Mine "])("submitting with %j typed is refused", async (confirmation) => {
    await upToSubmit();
    const request = { ...(await requestFor("submit")), confirmation };
    await expect(applyStep(admin, request)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: [{ field: "confirmation", reason: "confirmation" }],
    });
    expect(changesMade(world.vendors)).not.toContain("submitKey");
  });

  test("submitting sends the key with its version once, and the enablement begins", async () => {
    await upToSubmit();
    const request = { ...(await requestFor("submit")), confirmation: "Mine" };
    expect((await applyStep(admin, request)).step.outcome.kind).toBe("done");
    await applyStep(admin, request);
    expect(changesMade(world.vendors).filter((name) => name === "submitKey")).toHaveLength(1);
    expect((await getSetup(admin)).parts[0].next).toBe("aep/enablement");
  });

  test("what broke since it was last looked at is found before anything is sent", async () => {
    await upToSubmit();
    const request = { ...(await requestFor("submit")), confirmation: "Mine" };
    Object.assign(world.vendors.vaults[0] ?? {}, { bypassAzureServices: false });
    await expect(applyStep(admin, request)).rejects.toMatchObject({
      code: "STEP_BLOCKED",
      details: { by: ["aep/vault"] },
    });
    expect(changesMade(world.vendors)).not.toContain("submitKey");
    expect((await getSetup(admin)).parts[0].steps.find(({ id }) => id === "vault")?.outcome.kind).toBe(
      "ready",
    );
  });
});

test("a subscription that never had a vault is registered first, where the person may do that", async () => {
  world.vendors.providerRegistered = false;
  const view = await applyStep(admin, await requestFor());
  expect(view.step.outcome.kind).toBe("done");
  expect(changesMade(world.vendors)).toEqual(["registerProvider", "createResourceGroup", "createVault"]);
  const { rows } = await compareStep(admin, VAULT);
  expect(rows.find(({ property }) => property === "provider")).toMatchObject({
    planned: "Microsoft.KeyVault",
    readBack: "Microsoft.KeyVault",
    state: "matches",
  });
});

test("an existing vault is repaired, not replaced", async () => {
  const { name } = (await getStep(admin, VAULT)).choices.complete.vault;
  world.vendors.vaults.push(
    sampleVault({
      name,
      tenantId: world.mine.azureTenantId,
      purgeProtection: null,
      bypassAzureServices: false,
    }),
  );
  const view = await world.apply("aep", "vault");
  // The firewall lets Adobe in by rules that Azure may not go by yet.
  expect(view.step.outcome).toMatchObject({ kind: "waiting", reason: "firewall" });
  expect(changesMade(world.vendors)).toEqual(["updateVault"]);
  const later = { ...admin, now: () => new Date(Date.now() + 601_000) };
  expect((await getStep(later, VAULT)).step.outcome.kind).toBe("done");
});
