import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closed, type DoorWorld, openDoorWorld, SECOND, SUBMIT } from "@/test/door-world";
import type { OrganisationContext } from "../../context";
import { requestApproval } from "./request-approval";
import { withdrawApproval } from "./withdraw-approval";

let at: DoorWorld;
beforeEach(async () => {
  at = await openDoorWorld();
});
afterEach(() => at.world.end());

describe("races", () => {
  test("two second admins at once: one decision counts", async () => {
    await at.policy(SECOND);
    const asked = await at.request();
    const cleo = at.person("Cleo", randomUUID());
    const results = await Promise.allSettled([
      at.decide(asked, "approve", at.ben),
      at.decide(asked, "decline", cleo, "No"),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused).toMatchObject({ reason: { details: { reason: "approval-changed" } } });
  });

  test("approving what was withdrawn is refused", async () => {
    await at.policy(SECOND);
    const asked = await at.request();
    await withdrawApproval(at.ada, { ...SUBMIT, approvalId: asked.id });
    await expect(at.decide(asked)).rejects.toMatchObject({ details: { reason: "approval-changed" } });
    await expect(withdrawApproval(at.ada, { ...SUBMIT, approvalId: asked.id })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  test("withdrawn while the submission looks again: nothing is sent", async () => {
    await at.policy(SECOND);
    const asked = await at.request();
    await at.decide(asked);
    const hash = await at.planHash();
    let pulled = false;
    at.world.vendors.before.getVault = async () => {
      if (pulled) return;
      pulled = true;
      await withdrawApproval(at.ben, { ...SUBMIT, approvalId: asked.id });
    };
    await expect(at.submit(at.ada, hash)).rejects.toMatchObject(closed("not-requested"));
    expect(pulled).toBe(true);
    expect(at.sent()).toBe(0);
  });

  test("two requests at once: one is live", async () => {
    await at.policy(SECOND);
    const hash = await at.planHash();
    const ask = (context: OrganisationContext) => requestApproval(context, { ...SUBMIT, planHash: hash });
    const results = await Promise.allSettled([ask(at.ada), ask(at.ben)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { details: { reason: "already-requested" } },
    });
  });
});
