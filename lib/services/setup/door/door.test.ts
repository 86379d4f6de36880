import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PolicyTerms } from "@/lib/cmk/door/terms";
import type { Role } from "@/lib/cmk/permissions";
import { listAudit } from "@/lib/db/list-audit";
import { withScope } from "@/lib/db/transaction";
import { changesMade } from "@/test/fake-clouds";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../../context";
import { getPolicy } from "../../policy/get-policy";
import { updatePolicy } from "../../policy/update-policy";
import { applyStep } from "../apply-step";
import { checkStep } from "../check-step";
import { getSetup } from "../get-setup";
import { getStep } from "../get-step";
import { saveChoices } from "../save-choices";
import { decideApproval } from "./decide-approval";
import { requestApproval } from "./request-approval";
import { withdrawApproval } from "./withdraw-approval";

const SUBMIT = { part: "aep", step: "submit" } as const;
const HOUR = 3_600_000;
let world: SetupWorld;
let ada: OrganisationContext;
let ben: OrganisationContext;

/** Another person, with a session of their own. */
function person(name: string, userId: string, roles: Role[] = ["admin"]): OrganisationContext {
  const context = world.as(roles, world.mine, name);
  return context.actor.kind === "user" ? { ...context, actor: { ...context.actor, userId } } : context;
}
const later = (context: OrganisationContext, hours: number): OrganisationContext => ({
  ...context,
  now: () => new Date(Date.now() + hours * HOUR),
});
const policy = (terms: PolicyTerms, context = ada, revision = 0) =>
  updatePolicy(context, { ...terms, revision });
const SECOND = { requireSecondApproval: true, coolingOffHours: 0 };

beforeEach(async () => {
  world = await openSetupWorld();
  ada = world.as(["admin"]);
  ben = person("Ben", world.them.id);
  await checkStep(ada, { part: "aep", step: "entitlement" });
  await world.attest("aep", "entitlement");
  for (const step of ["vault", "key", "app", "role"] as const) await world.apply("aep", step);
});
afterEach(() => world.end());

const door = async (context = ada) => (await getStep(context, SUBMIT)).door;
async function planHash(context = ada): Promise<string> {
  return (await checkStep(context, SUBMIT)).plan?.hash ?? "";
}
async function request(context = ada) {
  const view = await requestApproval(context, { ...SUBMIT, planHash: await planHash(context) });
  return view.door?.approval ?? { id: "", planHash: "" };
}
const decide = (
  { id, planHash: hash }: { id: string; planHash: string },
  decision: "approve" | "decline" = "approve",
  context = ben,
  reason?: string,
) => decideApproval(context, { ...SUBMIT, approvalId: id, planHash: hash, decision, reason });
async function submit(context = ada, hash?: string) {
  return applyStep(context, {
    ...SUBMIT,
    planHash: hash ?? (await planHash(context)),
    confirmation: "Mine",
    idempotencyKey: randomUUID(),
  });
}
const sent = () => changesMade(world.vendors).filter((name) => name === "submitKey").length;
const closed = (reason: string) => ({ code: "STEP_BLOCKED", details: { reason } });

describe("who may", () => {
  test("asking, deciding and withdrawing are the admins', in the own organisation alone", async () => {
    await policy(SECOND);
    const asked = await request();
    const before = await world.auditActions();
    const verbs = [
      (context: OrganisationContext) => requestApproval(context, { ...SUBMIT, planHash: asked.planHash }),
      (context: OrganisationContext) => decide(asked, "approve", context),
      (context: OrganisationContext) => withdrawApproval(context, { ...SUBMIT, approvalId: asked.id }),
      (context: OrganisationContext) => policy(SECOND, context, 1),
    ];
    for (const verb of verbs) {
      for (const role of ["leader", "support"] as const)
        await expect(verb(person("Eve", world.them.id, [role]))).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(verb(world.system())).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(verb({ ...ben, organisationId: world.theirs.id })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      const elsewhere = world.as(["admin"], world.theirs);
      await expect(verb(elsewhere)).rejects.toMatchObject({
        code: expect.stringMatching(/NOT_FOUND|BLOCKED|CONFLICT/),
      });
    }
    expect(await world.auditActions()).toEqual(before);
    expect((await door())?.approval?.status).toBe("requested");
  });

  test("nobody decides on their own request: not in another session, and not in the database", async () => {
    await policy(SECOND);
    const asked = await request();
    const again = { ...world.as(["admin"], world.mine, "Ada, second browser"), correlationId: randomUUID() };
    for (const decision of ["approve", "decline"] as const)
      await expect(decide(asked, decision, again, "because")).rejects.toMatchObject({
        code: "FORBIDDEN",
        details: { reason: "same-person" },
      });
    const force = world.owner.query(
      "update approvals set status = 'approved', decided_by = requested_by, decided_by_name = 'Ada', decided_at = now()",
    );
    await expect(force).rejects.toThrow(/approvals_by_another_person/);
  });
});

test("no policy, no detour: checks, freshness and the typed name are all", async () => {
  expect((await door())?.open).toBe(true);
  await expect(request()).rejects.toMatchObject({ details: { reason: "approval-not-needed" } });
  expect((await submit()).step.outcome.kind).toBe("done");
  expect(await world.auditActions()).not.toContain("approval.used");
});

test("asked, approved by another, sent by the first: once, with everybody in the trail", async () => {
  await policy(SECOND);
  await expect(submit()).rejects.toMatchObject(closed("not-requested"));
  const asked = await request();
  expect((await getStep(ada, SUBMIT)).step.outcome).toMatchObject({ kind: "needs", who: "second-admin" });
  expect((await getSetup(ben)).approval).toMatchObject({
    request: { mine: false },
    standing: { state: "pending" },
  });
  await expect(submit()).rejects.toMatchObject(closed("waits-for-second"));
  const view = await decide(asked, "approve", ben, "Looks right");
  expect(view.door).toMatchObject({ open: true, approval: { decidedByName: "Ben", reason: "Looks right" } });
  expect((await submit()).step.outcome.kind).toBe("done");
  expect(sent()).toBe(1);
  const actions = (await world.auditActions()).filter((name) => /^(approval|policy)/.test(name));
  expect(actions).toEqual(["policy.changed", "approval.requested", "approval.given", "approval.used"]);
  expect((await getSetup(ada)).approval).toBeNull();
});

test("another plan makes the approval void: shown, and refused", async () => {
  await policy(SECOND);
  const asked = await request();
  await decide(asked);
  const { revision } = (await getStep(ada, SUBMIT)).choices;
  await saveChoices(ada, { part: "aep", revision, configName: "another name" });
  expect((await door())?.standing.state).toBe("void");
  expect((await door())?.gates.find(({ id }) => id === "approval")).toMatchObject({
    state: "closed",
    reason: "void",
  });
  await expect(submit()).rejects.toMatchObject(closed("void"));
  await expect(submit(ada, asked.planHash)).rejects.toMatchObject({ details: { reason: "stale-plan" } });
  expect(sent()).toBe(0);
  const second = await request();
  expect(second.planHash).not.toBe(asked.planHash);
  await decide(second);
  expect((await submit()).step.outcome.kind).toBe("done");
});

test("a request for a plan that has changed cannot be approved", async () => {
  await policy(SECOND);
  const asked = await request();
  const { revision } = (await getStep(ada, SUBMIT)).choices;
  await saveChoices(ada, { part: "aep", revision, configName: "another name" });
  await expect(decide(asked)).rejects.toMatchObject({ details: { reason: "approval-void" } });
  await expect(decide({ ...asked, planHash: "f".repeat(64) })).rejects.toMatchObject({
    details: { reason: "approval-changed" },
  });
});

test("declined with a reason: nothing is sent, and it can be asked again", async () => {
  await policy(SECOND);
  const asked = await request();
  await expect(decide(asked, "decline", ben, "  ")).rejects.toMatchObject({ code: "INVALID_INPUT" });
  const view = await decide(asked, "decline", ben, "Wrong vault");
  expect(view.door).toMatchObject({ open: false, approval: { status: "declined", reason: "Wrong vault" } });
  await expect(submit()).rejects.toMatchObject(closed("declined"));
  expect((await request()).id).not.toBe(asked.id);
});

describe("cooling-off", () => {
  test("counts from the approval, to the hour", async () => {
    await policy({ requireSecondApproval: true, coolingOffHours: 4 });
    const asked = await request();
    await decide(asked);
    expect((await getStep(ada, SUBMIT)).step.outcome).toMatchObject({
      kind: "waiting",
      reason: "cooling-off",
    });
    await expect(submit()).rejects.toMatchObject(closed("cooling"));
    await expect(submit(later(ada, 3.9))).rejects.toMatchObject(closed("cooling"));
    expect((await submit(later(ada, 4.1))).step.outcome.kind).toBe("done");
  });

  test("counts from the request when nobody has to approve", async () => {
    await policy({ requireSecondApproval: false, coolingOffHours: 2 });
    await expect(submit()).rejects.toMatchObject(closed("not-requested"));
    await request();
    await expect(submit(later(ada, 1.9))).rejects.toMatchObject(closed("cooling"));
    expect((await submit(later(ada, 2.1))).step.outcome.kind).toBe("done");
  });

  test("an approval ends seven days after it may be used", async () => {
    await policy(SECOND);
    await decide(await request());
    await expect(submit(later(ada, 7 * 24 + 0.1))).rejects.toMatchObject(closed("expired"));
  });
});

describe("races", () => {
  test("two second admins at once: one decision counts", async () => {
    await policy(SECOND);
    const asked = await request();
    const cleo = person("Cleo", randomUUID());
    const results = await Promise.allSettled([
      decide(asked, "approve", ben),
      decide(asked, "decline", cleo, "No"),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused).toMatchObject({ reason: { details: { reason: "approval-changed" } } });
  });

  test("approving what was withdrawn is refused", async () => {
    await policy(SECOND);
    const asked = await request();
    await withdrawApproval(ada, { ...SUBMIT, approvalId: asked.id });
    await expect(decide(asked)).rejects.toMatchObject({ details: { reason: "approval-changed" } });
    await expect(withdrawApproval(ada, { ...SUBMIT, approvalId: asked.id })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  test("withdrawn while the submission looks again: nothing is sent", async () => {
    await policy(SECOND);
    const asked = await request();
    await decide(asked);
    const hash = await planHash();
    let pulled = false;
    world.vendors.before.getVault = async () => {
      if (pulled) return;
      pulled = true;
      await withdrawApproval(ben, { ...SUBMIT, approvalId: asked.id });
    };
    await expect(submit(ada, hash)).rejects.toMatchObject(closed("not-requested"));
    expect(pulled).toBe(true);
    expect(sent()).toBe(0);
  });

  test("two requests at once: one is live", async () => {
    await policy(SECOND);
    const hash = await planHash();
    const ask = (context: OrganisationContext) => requestApproval(context, { ...SUBMIT, planHash: hash });
    const results = await Promise.allSettled([ask(ada), ask(ben)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { details: { reason: "already-requested" } },
    });
  });
});

test("when Adobe does not take it, the approval can be used again for the same plan", async () => {
  await policy(SECOND);
  await decide(await request());
  const { refusal } = await import("@/test/fake-clouds");
  world.vendors.before.submitKey = () => {
    throw refusal({ vendor: "adobe", kind: "unavailable", status: 503, code: null, retryable: true });
  };
  expect((await submit()).step.outcome.kind).not.toBe("done");
  expect((await door())?.approval?.status).toBe("approved");
  delete world.vendors.before.submitKey;
  expect((await submit()).step.outcome.kind).toBe("done");
  expect(await world.auditActions()).toContain("approval.returned");
});

describe("what is missing", () => {
  test("an unmet check refuses the request, names the step, and sends nothing", async () => {
    await policy(SECOND);
    const hash = await planHash();
    Object.assign(world.vendors.vaults[0] ?? {}, { bypassAzureServices: false });
    await expect(requestApproval(ada, { ...SUBMIT, planHash: hash })).rejects.toMatchObject({
      code: "STEP_BLOCKED",
      details: { by: ["aep/vault"], reason: "checks-missing" },
    });
  });

  test("facts that are old close the door until somebody looks", async () => {
    const old = later(ada, 1);
    expect((await door(old))?.gates.find(({ id }) => id === "fresh")).toMatchObject({ reason: "too-old" });
    expect((await checkStep(ada, SUBMIT)).door?.open).toBe(true);
  });
});

describe("the policy", () => {
  test("is nothing by default; a change is in the trail with before and after", async () => {
    expect(await getPolicy(person("Lea", world.them.id, ["leader"]))).toMatchObject({
      requireSecondApproval: false,
      coolingOffHours: 0,
      revision: 0,
    });
    await policy(SECOND);
    await expect(policy(SECOND, ada, 0)).rejects.toMatchObject({ details: { reason: "changed-meanwhile" } });
    const { rows } = await withScope(world.scope, (tx) => listAudit(tx, { organisationId: world.mine.id }));
    expect(rows[0]).toMatchObject({
      action: "policy.changed",
      before: { requireSecondApproval: false },
      after: { requireSecondApproval: true, revision: 1 },
    });
  });

  test("loosened: the strict terms hold for a day, and for good for what is pending", async () => {
    await policy(SECOND);
    await request();
    const loosened = await policy({ requireSecondApproval: false, coolingOffHours: 0 }, ada, 1);
    expect(loosened).toMatchObject({ inForce: SECOND, pending: true });
    await expect(submit()).rejects.toMatchObject(closed("waits-for-second"));
    const tomorrow = later(ada, 25);
    expect((await getPolicy(tomorrow)).inForce).toEqual({ requireSecondApproval: false, coolingOffHours: 0 });
    await expect(submit(tomorrow)).rejects.toMatchObject(closed("waits-for-second"));
  });
});
