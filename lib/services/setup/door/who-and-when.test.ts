import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listAudit } from "@/lib/db/list-audit";
import { withScope } from "@/lib/db/transaction";
import { closed, type DoorWorld, later, openDoorWorld, SECOND, SUBMIT } from "@/test/door-world";
import type { OrganisationContext } from "../../context";
import { getPolicy } from "../../policy/get-policy";
import { getStep } from "../get-step";
import { requestApproval } from "./request-approval";
import { withdrawApproval } from "./withdraw-approval";

let at: DoorWorld;
beforeEach(async () => {
  at = await openDoorWorld();
});
afterEach(() => at.world.end());

describe("who may", () => {
  test("asking, deciding and withdrawing are the admins', in the own organisation alone", async () => {
    await at.policy(SECOND);
    const asked = await at.request();
    const before = await at.world.auditActions();
    const verbs = [
      (context: OrganisationContext) => requestApproval(context, { ...SUBMIT, planHash: asked.planHash }),
      (context: OrganisationContext) => at.decide(asked, "approve", context),
      (context: OrganisationContext) => withdrawApproval(context, { ...SUBMIT, approvalId: asked.id }),
      (context: OrganisationContext) => at.policy(SECOND, context, 1),
    ];
    for (const verb of verbs) {
      for (const role of ["leader", "support"] as const)
        await expect(verb(at.person("Eve", at.world.them.id, [role]))).rejects.toMatchObject({
          code: "FORBIDDEN",
        });
      await expect(verb(at.world.system())).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(verb({ ...at.ben, organisationId: at.world.theirs.id })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      const elsewhere = at.world.as(["admin"], at.world.theirs);
      await expect(verb(elsewhere)).rejects.toMatchObject({
        code: expect.stringMatching(/NOT_FOUND|BLOCKED|CONFLICT/),
      });
    }
    expect(await at.world.auditActions()).toEqual(before);
    expect((await at.door())?.approval?.status).toBe("requested");
  });

  test("nobody decides on their own request: not in another session, and not in the database", async () => {
    await at.policy(SECOND);
    const asked = await at.request();
    const again = {
      ...at.world.as(["admin"], at.world.mine, "Ada, second browser"),
      correlationId: randomUUID(),
    };
    for (const decision of ["approve", "decline"] as const)
      await expect(at.decide(asked, decision, again, "because")).rejects.toMatchObject({
        code: "FORBIDDEN",
        details: { reason: "same-person" },
      });
    const force = at.world.owner.query(
      "update approvals set status = 'approved', decided_by = requested_by, decided_by_name = 'Ada', decided_at = now()",
    );
    await expect(force).rejects.toThrow(/approvals_by_another_person/);
  });
});

describe("cooling-off", () => {
  test("counts from the approval, to the hour", async () => {
    await at.policy({ requireSecondApproval: true, coolingOffHours: 4 });
    const asked = await at.request();
    await at.decide(asked);
    expect((await getStep(at.ada, SUBMIT)).step.outcome).toMatchObject({
      kind: "waiting",
      reason: "cooling-off",
    });
    await expect(at.submit()).rejects.toMatchObject(closed("cooling"));
    await expect(at.submit(later(at.ada, 3.9))).rejects.toMatchObject(closed("cooling"));
    expect((await at.submit(later(at.ada, 4.1))).step.outcome.kind).toBe("done");
  });

  test("counts from the request when nobody has to approve", async () => {
    await at.policy({ requireSecondApproval: false, coolingOffHours: 2 });
    await expect(at.submit()).rejects.toMatchObject(closed("not-requested"));
    await at.request();
    await expect(at.submit(later(at.ada, 1.9))).rejects.toMatchObject(closed("cooling"));
    expect((await at.submit(later(at.ada, 2.1))).step.outcome.kind).toBe("done");
  });

  test("an approval ends seven days after it may be used", async () => {
    await at.policy(SECOND);
    await at.decide(await at.request());
    await expect(at.submit(later(at.ada, 7 * 24 + 0.1))).rejects.toMatchObject(closed("expired"));
  });
});

describe("the policy", () => {
  test("is nothing by default; a change is in the trail with before and after", async () => {
    expect(await getPolicy(at.person("Lea", at.world.them.id, ["leader"]))).toMatchObject({
      requireSecondApproval: false,
      coolingOffHours: 0,
      revision: 0,
    });
    await at.policy(SECOND);
    await expect(at.policy(SECOND, at.ada, 0)).rejects.toMatchObject({
      details: { reason: "changed-meanwhile" },
    });
    const { rows } = await withScope(at.world.scope, (tx) =>
      listAudit(tx, { organisationId: at.world.mine.id }),
    );
    expect(rows[0]).toMatchObject({
      action: "policy.changed",
      before: { requireSecondApproval: false },
      after: { requireSecondApproval: true, revision: 1 },
    });
  });

  test("loosened: the strict terms hold for a day, and for good for what is pending", async () => {
    await at.policy(SECOND);
    await at.request();
    const loosened = await at.policy({ requireSecondApproval: false, coolingOffHours: 0 }, at.ada, 1);
    expect(loosened).toMatchObject({ inForce: SECOND, pending: true });
    await expect(at.submit()).rejects.toMatchObject(closed("waits-for-second"));
    const tomorrow = later(at.ada, 25);
    expect((await getPolicy(tomorrow)).inForce).toEqual({ requireSecondApproval: false, coolingOffHours: 0 });
    await expect(at.submit(tomorrow)).rejects.toMatchObject(closed("waits-for-second"));
  });
});
