import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findHandOver } from "@/lib/db/hand-overs";
import { listAudit } from "@/lib/db/list-audit";
import { EVERYTHING } from "@/lib/db/test-world";
import { readWithScope } from "@/lib/db/transaction";
import { changesMade, fakeWorld } from "@/test/fake-clouds";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../context";
import { checkStep } from "../setup/check-step";
import { checkHandOver } from "./check-hand-over";
import { createHandOver } from "./create-hand-over";
import type { HeldContext } from "./held-context";
import { listHandOvers } from "./list-hand-overs";
import { openHandOver } from "./open-hand-over";
import { withdrawHandOver } from "./withdraw-hand-over";

let world: SetupWorld;
let admin: OrganisationContext;
beforeEach(async () => {
  world = await openSetupWorld(fakeWorld());
  admin = world.as(["admin"]);
  await checkStep(admin, { part: "aep", step: "entitlement" });
  await world.attest("aep", "entitlement");
});
afterEach(() => world.end());

const VAULT = { part: "aep", step: "vault" } as const;
const asked = { ...VAULT, recipient: "vault-owner", days: 7, reason: "I may not write there." } as const;
const HOUR = 3_600_000;

/** Noa, with the link and no role, `later` milliseconds from now. */
async function holder(token: string, later = 0, userId = world.them.id): Promise<HeldContext> {
  const handOver = await readWithScope(EVERYTHING, (tx) => findHandOver(tx, token));
  if (!handOver) throw new Error("no such hand-over");
  const system = { ...world.system(), now: () => new Date(Date.now() + later) };
  const person = { userId, name: "Noa", upn: "noa@example.test", tenantId: world.mine.azureTenantId };
  return { handOver, person, system };
}
const trail = async () =>
  (await readWithScope(world.scope, (tx) => listAudit(tx, { organisationId: world.mine.id }))).rows;
const stateNow = async () => (await listHandOvers(admin, VAULT)).map(({ state }) => state);

describe("who may", () => {
  test("making and withdrawing are the admin's, in the own organisation alone", async () => {
    const { handOver } = await createHandOver(admin, asked);
    const before = await world.auditActions();
    const verbs = [
      (context: OrganisationContext) => createHandOver(context, asked),
      (context: OrganisationContext) => withdrawHandOver(context, { ...VAULT, id: handOver.id }),
    ];
    for (const verb of verbs) {
      for (const context of [world.as(["leader"]), world.as(["support"]), world.as([]), world.system()])
        await expect(verb(context)).rejects.toMatchObject({ code: "FORBIDDEN" });
      const elsewhere = { ...admin, organisationId: world.theirs.id };
      await expect(verb(elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await world.auditActions()).toEqual(before);
    expect(await stateNow()).toEqual(["open"]);
  });

  test("whoever reads the set-up sees the list, and never a secret", async () => {
    const { token } = await createHandOver(admin, asked);
    for (const context of [world.as(["leader"]), world.as(["support"])]) {
      const rows = await listHandOvers(context, VAULT);
      expect(rows).toMatchObject([{ recipient: "vault-owner", createdByName: "Ada", openedAt: null }]);
      expect(JSON.stringify(rows)).not.toContain(token);
    }
    await expect(listHandOvers(world.as([]), VAULT)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("making one", () => {
  test("keeps the secret as a hash alone, and what was suggested as the choice", async () => {
    const { token, handOver } = await createHandOver(admin, asked);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(Date.parse(handOver.expiresAt) - Date.parse(handOver.createdAt)).toBe(7 * 24 * HOUR);
    const { rows } = await world.owner.query("select to_jsonb(h)::text as row from hand_overs h");
    expect(rows).toHaveLength(1);
    expect(rows[0].row).not.toContain(token);
    expect(await world.auditActions()).toEqual(["statement.made", "choice.saved", "hand-over.created"]);
    expect(JSON.stringify((await trail()).map(({ after }) => after))).not.toContain(token);
  });

  test("is refused where nobody else can do the step", async () => {
    await expect(createHandOver(admin, { ...asked, step: "submit" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    await expect(createHandOver(admin, { ...asked, step: "role" })).rejects.toMatchObject({
      code: "STEP_BLOCKED",
    });
    await expect(createHandOver(admin, { ...asked, step: "entitlement" })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "not-to-hand-over" },
    });
    expect(await world.auditActions()).toEqual(["statement.made"]);
  });

  test("has an end: twenty links can be open for one step", async () => {
    for (let made = 0; made < 20; made += 1) await createHandOver(admin, asked);
    await expect(createHandOver(admin, asked)).rejects.toMatchObject({
      details: { reason: "too-many-hand-overs" },
    });
  });
});

describe("the holder", () => {
  test("of a subscription that never had a vault registers Key Vault first", async () => {
    world.vendors.providerRegistered = false;
    const { token } = await createHandOver(admin, asked);
    const view = await openHandOver(await holder(token));
    expect(view.plan?.operations.map(({ op }) => op)[0]).toBe("register-provider");
    expect(view.scripts?.az).toContain("az provider register");
  });

  test("sees the step, who asks and why, and what to do; opening is in the trail, once in a while", async () => {
    const { token, handOver } = await createHandOver(admin, asked);
    const view = await openHandOver(await holder(token));
    expect(view).toMatchObject({
      organisationName: "Mine",
      askedBy: "Ada",
      reason: "I may not write there.",
      state: "opened",
      step: { key: "aep/vault" },
    });
    // Nobody's own role is in it: whoever does this has the rights already.
    expect(view.plan?.operations.map(({ op }) => op)).toEqual(["create-resource-group", "create-vault"]);
    expect(view.scripts?.az).toContain("az keyvault create");
    expect(JSON.stringify(view)).not.toContain(world.mine.imsOrgId);
    await openHandOver(await holder(token));
    expect(changesMade(world.vendors)).toEqual([]);
    const opened = (await trail()).filter(({ action }) => action === "hand-over.opened");
    expect(opened).toMatchObject([
      {
        actorId: world.them.id,
        actorName: "Noa",
        subject: "aep/vault",
        after: { handOver: handOver.id, upn: "noa@example.test" },
      },
    ]);
    expect((await listHandOvers(admin, VAULT))[0]).toMatchObject({ state: "opened", openedByName: "Noa" });
    await openHandOver(await holder(token, HOUR));
    expect((await trail()).filter(({ action }) => action === "hand-over.opened")).toHaveLength(2);
  });

  test("proves by looking that the step is done, whoever did it; not more often than is sensible", async () => {
    const { token, handOver } = await createHandOver(admin, asked);
    expect((await checkHandOver(await holder(token))).step.outcome.kind).not.toBe("done");
    await expect(checkHandOver(await holder(token))).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "checked-just-now", status: 429 },
    });
    await world.apply("aep", "vault");
    const view = await checkHandOver(await holder(token, 11_000));
    expect(view).toMatchObject({ state: "done", plan: null, scripts: null });
    expect(view.step.outcome.kind).toBe("done");
    expect(await stateNow()).toEqual(["done"]);
    const checks = (await trail()).filter(({ action }) => action === "hand-over.checked");
    expect(checks.map(({ after }) => after)).toMatchObject([
      { handOver: handOver.id, outcome: "done" },
      { handOver: handOver.id, outcome: "ready" },
    ]);
  });

  test("cannot take a second look at the same time", async () => {
    const { token } = await createHandOver(admin, asked);
    const context = await holder(token);
    const looks = await Promise.allSettled([1, 2, 3].map(() => checkHandOver(context)));
    expect(looks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is shown nothing once the link has expired or was withdrawn", async () => {
    const { token, handOver } = await createHandOver(admin, asked);
    const late = await holder(token, 8 * 24 * HOUR);
    for (const verb of [openHandOver, checkHandOver])
      await expect(verb(late)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const rows = await withdrawHandOver(admin, { ...VAULT, id: handOver.id });
    expect(rows).toMatchObject([{ state: "withdrawn", withdrawnByName: "Ada" }]);
    const ended = await holder(token);
    for (const verb of [openHandOver, checkHandOver])
      await expect(verb(ended)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(withdrawHandOver(admin, { ...VAULT, id: handOver.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await world.auditActions()).slice(-2)).toEqual(["hand-over.created", "hand-over.withdrawn"]);
  });
});
