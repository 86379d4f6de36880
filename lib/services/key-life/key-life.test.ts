import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { plusDays } from "@/lib/cmk/key-life/duration";
import { changesMade, fakeWorld, refusal } from "@/test/fake-clouds";
import { sampleKey, sampleVault } from "@/test/sample-input";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../context";
import { checkStep } from "../setup/check-step";
import { saveChoices } from "../setup/save-choices";
import { type ApplyMaintenanceRequest, applyMaintenance } from "./apply-maintenance";
import { getKeyLife } from "./get-key-life";
import { planMaintenance } from "./plan-maintenance";

const KEY = "adobe-aep-cmk";
const ends = () => `${plusDays(new Date().toISOString(), 23).slice(0, 10)}T00:00:00.000Z`;

let world: SetupWorld;
let admin: OrganisationContext;
beforeEach(async () => {
  world = await openSetupWorld(fakeWorld());
  admin = world.as(["admin"]);
  const vault = sampleVault({ tenantId: world.mine.azureTenantId });
  world.vendors.vaults.push(vault);
  world.vendors.keys.push(
    sampleKey({
      name: KEY,
      vaultUri: vault.uri,
      created: "2026-01-01T00:00:00.000Z",
      rotationPolicy: null,
      expires: ends(),
    }),
  );
  const choice = {
    mode: "adopt",
    name: vault.name,
    resourceGroup: "rg-cmk",
    location: "westeurope",
  } as const;
  await saveChoices(admin, {
    part: "aep",
    revision: 1,
    vault: { ...choice, sku: "premium" },
  });
  await saveChoices(admin, { part: "aep", revision: 2, key: { mode: "adopt", name: KEY, size: 3072 } });
});
afterEach(() => world.end());

async function request(
  action: ApplyMaintenanceRequest["action"],
  changes: Partial<ApplyMaintenanceRequest> = {},
): Promise<ApplyMaintenanceRequest> {
  const { plan } = await planMaintenance(admin, { part: "aep", action, variant: changes.variant });
  return { part: "aep", action, planHash: plan.hash, idempotencyKey: randomUUID(), ...changes };
}

describe("who may", () => {
  test("planning and applying are the admin's alone, in the own organisation alone", async () => {
    const asked = await request("set-policy");
    const before = await world.auditActions();
    for (const context of [world.as(["leader"]), world.as(["support"]), world.as([]), world.system()]) {
      await expect(planMaintenance(context, asked)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(applyMaintenance(context, asked)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    const theirs = { ...admin, organisationId: world.theirs.id };
    await expect(planMaintenance(theirs, asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(applyMaintenance(theirs, asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getKeyLife(theirs, { part: "aep" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getKeyLife(world.as([]), { part: "aep" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(changesMade(world.vendors)).toEqual([]);
    expect(await world.auditActions()).toEqual(before);
  });

  test("everybody with a role reads how long the key lives, without a vendor being asked", async () => {
    await checkStep(admin, { part: "aep", step: "key" });
    const asked = world.vendors.calls.length;
    for (const role of ["admin", "leader", "support"] as const) {
      const { keyLife } = await getKeyLife(world.as([role]), { part: "aep" });
      expect(keyLife.clock).toMatchObject({ first: { end: "key-expires", effect: "purge" }, level: 30 });
    }
    expect(world.vendors.calls.length).toBe(asked);
  });
});

describe("applying", () => {
  test("gives the expiring key time and a policy, and says so before and after in the audit trail", async () => {
    const view = await planMaintenance(admin, { part: "aep", action: "set-policy" });
    expect(view).toMatchObject({ kind: "maintenance", keyLife: { verdict: { state: "attention" } } });
    expect(view.scripts?.az).toContain("rotation-policy update");
    expect(view.permitted?.map(({ permission }) => permission)).toEqual([
      "Microsoft.KeyVault/vaults/keys/update/action",
      "Microsoft.KeyVault/vaults/keyrotationpolicies/write",
    ]);
    expect(changesMade(world.vendors)).toEqual([]);
    const result = await applyMaintenance(admin, await request("set-policy"));
    expect(changesMade(world.vendors)).toEqual(["updateKey", "setRotationPolicy"]);
    expect(result).toMatchObject({
      failure: null,
      keyLife: { verdict: { state: "coherent", proposal: null } },
    });
    expect((await world.auditActions()).slice(-2)).toEqual(["maintenance.started", "maintenance.finished"]);
  });

  test("rotates once the key's name was typed; a repeat does not rotate again", async () => {
    await expect(applyMaintenance(admin, await request("rotate"))).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: [{ field: "confirmation", reason: "key-confirmation" }],
    });
    const asked = await request("rotate", { confirmation: KEY });
    await applyMaintenance(admin, asked);
    const version = world.vendors.keys[0]?.version;
    expect(version).not.toBe(sampleKey().version);
    await applyMaintenance(admin, asked);
    expect(world.vendors.keys[0]?.version).toBe(version);
    expect(changesMade(world.vendors)).toEqual(["updateKey", "rotateKey"]);
  });

  test("refuses a plan of yesterday's world with the new one, and records the refusal", async () => {
    const asked = await request("rotate", { confirmation: KEY });
    Object.assign(world.vendors.keys[0] ?? {}, { version: "f".repeat(32) });
    await expect(applyMaintenance(admin, asked)).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "stale-plan" },
    });
    expect(changesMade(world.vendors)).toEqual([]);
    expect((await world.auditActions()).at(-1)).toBe("maintenance.refused");
  });

  test("a closed firewall is an answer, with the key as it was", async () => {
    world.vendors.before.setRotationPolicy = () => {
      throw refusal({ kind: "blocked", vendor: "key-vault", code: "ForbiddenByFirewall" });
    };
    const result = await applyMaintenance(admin, await request("set-policy", { variant: "with-expiry" }));
    expect(result.failure).toMatchObject({ kind: "blocked", code: "ForbiddenByFirewall" });
    expect((await world.auditActions()).at(-1)).toBe("maintenance.finished");
  });

  test("one at a time: while somebody works at the key, nobody else does", async () => {
    const first = await request("set-policy");
    let second: Promise<unknown> = Promise.resolve();
    world.vendors.before.setRotationPolicy = async () => {
      second = applyMaintenance(admin, { ...first, idempotencyKey: randomUUID() });
      await second.catch(() => undefined);
    };
    await applyMaintenance(admin, first);
    await expect(second).rejects.toMatchObject({ code: "CONFLICT", details: { reason: "running" } });
  });
});
