import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closed, type DoorWorld, later, openDoorWorld, SECOND, SUBMIT } from "@/test/door-world";
import { checkStep } from "../check-step";
import { getSetup } from "../get-setup";
import { getStep } from "../get-step";
import { saveChoices } from "../save-choices";
import { requestApproval } from "./request-approval";

let at: DoorWorld;
beforeEach(async () => {
  at = await openDoorWorld();
});
afterEach(() => at.world.end());

test("no policy, no detour: checks, freshness and the typed name are all", async () => {
  expect((await at.door())?.open).toBe(true);
  await expect(at.request()).rejects.toMatchObject({ details: { reason: "approval-not-needed" } });
  expect((await at.submit()).step.outcome.kind).toBe("done");
  expect(await at.world.auditActions()).not.toContain("approval.used");
});

test("asked, approved by another, sent by the first: once, with everybody in the trail", async () => {
  await at.policy(SECOND);
  await expect(at.submit()).rejects.toMatchObject(closed("not-requested"));
  const asked = await at.request();
  expect((await getStep(at.ada, SUBMIT)).step.outcome).toMatchObject({ kind: "needs", who: "second-admin" });
  expect((await getSetup(at.ben)).approval).toMatchObject({
    request: { mine: false },
    standing: { state: "pending" },
  });
  await expect(at.submit()).rejects.toMatchObject(closed("waits-for-second"));
  const view = await at.decide(asked, "approve", at.ben, "Looks right");
  expect(view.door).toMatchObject({ open: true, approval: { decidedByName: "Ben", reason: "Looks right" } });
  expect((await at.submit()).step.outcome.kind).toBe("done");
  expect(at.sent()).toBe(1);
  const actions = (await at.world.auditActions()).filter((name) => /^(approval|policy)/.test(name));
  expect(actions).toEqual(["policy.changed", "approval.requested", "approval.given", "approval.used"]);
  expect((await getSetup(at.ada)).approval).toBeNull();
});

test("another plan makes the approval void: shown, and refused", async () => {
  await at.policy(SECOND);
  const asked = await at.request();
  await at.decide(asked);
  const { revision } = (await getStep(at.ada, SUBMIT)).choices;
  await saveChoices(at.ada, { part: "aep", revision, configName: "another name" });
  expect((await at.door())?.standing.state).toBe("void");
  expect((await at.door())?.gates.find(({ id }) => id === "approval")).toMatchObject({
    state: "closed",
    reason: "void",
  });
  await expect(at.submit()).rejects.toMatchObject(closed("void"));
  await expect(at.submit(at.ada, asked.planHash)).rejects.toMatchObject({
    details: { reason: "stale-plan" },
  });
  expect(at.sent()).toBe(0);
  const second = await at.request();
  expect(second.planHash).not.toBe(asked.planHash);
  await at.decide(second);
  expect((await at.submit()).step.outcome.kind).toBe("done");
});

test("a request for a plan that has changed cannot be approved", async () => {
  await at.policy(SECOND);
  const asked = await at.request();
  const { revision } = (await getStep(at.ada, SUBMIT)).choices;
  await saveChoices(at.ada, { part: "aep", revision, configName: "another name" });
  await expect(at.decide(asked)).rejects.toMatchObject({ details: { reason: "approval-void" } });
  await expect(at.decide({ ...asked, planHash: "f".repeat(64) })).rejects.toMatchObject({
    details: { reason: "approval-changed" },
  });
});

test("declined with a reason: nothing is sent, and it can be asked again", async () => {
  await at.policy(SECOND);
  const asked = await at.request();
  await expect(at.decide(asked, "decline", at.ben, "  ")).rejects.toMatchObject({ code: "INVALID_INPUT" });
  const view = await at.decide(asked, "decline", at.ben, "Wrong vault");
  expect(view.door).toMatchObject({ open: false, approval: { status: "declined", reason: "Wrong vault" } });
  await expect(at.submit()).rejects.toMatchObject(closed("declined"));
  expect((await at.request()).id).not.toBe(asked.id);
});

test("when Adobe does not take it, the approval can be used again for the same plan", async () => {
  await at.policy(SECOND);
  await at.decide(await at.request());
  const { refusal } = await import("@/test/fake-clouds");
  at.world.vendors.before.submitKey = () => {
    throw refusal({ vendor: "adobe", kind: "unavailable", status: 503, code: null, retryable: true });
  };
  expect((await at.submit()).step.outcome.kind).not.toBe("done");
  expect((await at.door())?.approval?.status).toBe("approved");
  delete at.world.vendors.before.submitKey;
  expect((await at.submit()).step.outcome.kind).toBe("done");
  expect(await at.world.auditActions()).toContain("approval.returned");
});

describe("what is missing", () => {
  test("an unmet check refuses the request, names the step, and sends nothing", async () => {
    await at.policy(SECOND);
    const hash = await at.planHash();
    Object.assign(at.world.vendors.vaults[0] ?? {}, { bypassAzureServices: false });
    await expect(requestApproval(at.ada, { ...SUBMIT, planHash: hash })).rejects.toMatchObject({
      code: "STEP_BLOCKED",
      details: { by: ["aep/vault"], reason: "checks-missing" },
    });
  });

  test("facts that are old close the door until somebody looks", async () => {
    const old = later(at.ada, 1);
    expect((await at.door(old))?.gates.find(({ id }) => id === "fresh")).toMatchObject({ reason: "too-old" });
    expect((await checkStep(at.ada, SUBMIT)).door?.open).toBe(true);
  });
});
