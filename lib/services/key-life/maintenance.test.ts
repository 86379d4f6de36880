import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MaintenanceRequest } from "@/lib/cmk/key-life/maintenance";
import type { StepId } from "@/lib/cmk/parts";
import { drift } from "@/sandbox/control/drift";
import { type Contoso, openContoso } from "@/test/contoso";
import type { OrganisationContext } from "../context";
import { applyStep } from "../setup/apply-step";
import { attestStep } from "../setup/attest-step";
import { checkStep } from "../setup/check-step";
import { continueRun } from "../setup/continue-run";
import { findDueRuns } from "../setup/find-work";
import { applyMaintenance } from "./apply-maintenance";
import { planMaintenance } from "./plan-maintenance";

/** Maintenance with the real SDKs over real HTTP, against the sandbox's rules. */

let contoso: Contoso;
let admin: OrganisationContext;
beforeAll(async () => {
  contoso = await openContoso();
  admin = await contoso.signedIn("admin@contoso.example", "Ada Admin");
});
afterAll(() => contoso?.end());

async function applyUntilDone(step: StepId) {
  for (let tries = 0; tries < 40; tries += 1) {
    const { plan, step: state, choices } = await checkStep(admin, { part: "aep", step });
    if (state.outcome.kind === "done") return choices.complete;
    if (state.outcome.kind === "ready" && plan && plan.operations.length > 0)
      await applyStep(admin, { part: "aep", step, planHash: plan.hash, idempotencyKey: randomUUID() });
    await new Promise((resolve) => setTimeout(resolve, 500));
    // What waits for the person's own new role is gone on with by the worker, which this test stands in for.
    for (const { runId } of await findDueRuns(admin)) await continueRun(admin, { runId });
  }
  throw new Error(`${step} was not done in time.`);
}

async function maintain(request: MaintenanceRequest, confirmation?: string) {
  const { plan } = await planMaintenance(admin, { part: "aep", ...request });
  const asked = { part: "aep", planHash: plan.hash, idempotencyKey: randomUUID() } as const;
  return applyMaintenance(admin, { ...request, ...asked, confirmation });
}

test("the firewall keeps it out, then the key gets time and a policy, then a new version beside the old one", async () => {
  await checkStep(admin, { part: "aep", step: "entitlement" });
  await attestStep(admin, { part: "aep", step: "entitlement", reference: "Order 48-2211" });
  await applyUntilDone("vault");
  const { vault, key } = await applyUntilDone("key");
  const { world } = contoso.sandbox;
  const place = { vault: vault.name, key: key.name };
  drift(world, "drop-rotation-policy", place);
  drift(world, "expire-key-in", { ...place, days: 9.5 });

  const closed = await maintain({ action: "set-policy" });
  expect(closed.failure).toMatchObject({ vendor: "key-vault", kind: "blocked", code: "ForbiddenByFirewall" });
  expect(closed.keyLife).toMatchObject({
    dataPlane: "restricted",
    verdict: { state: "attention", proposal: { variant: "no-expiry" } },
    clock: { first: { end: "key-expires", effect: "purge" }, level: 14, daysLeft: 9 },
  });

  drift(world, "open-firewall", place);
  const mended = await maintain({ action: "set-policy" });
  expect(mended).toMatchObject({
    failure: null,
    keyLife: { dataPlane: "open", verdict: { state: "coherent", proposal: null }, clock: { level: null } },
  });

  const rotated = await maintain({ action: "rotate" }, key.name);
  expect(rotated.keyLife.versions.map(({ state, enabled }) => [state, enabled])).toEqual([
    ["current", true],
    ["needed", true],
  ]);
  expect(rotated.keyLife.key).toMatchObject({ expires: null });

  const old = world.state.keys.find(({ vaultName }) => vaultName === vault.name)?.versions[0];
  if (!old) throw new Error("There is no old version.");
  old.enabled = false;
  const lost = await planMaintenance(admin, { part: "aep", action: "enable-versions" });
  expect(lost.keyLife.versions.map(({ state }) => state)).toEqual(["current", "disabled-early"]);
  expect(lost.plan.operations).toMatchObject([{ op: "update-key", version: old.version, enabled: true }]);
  const enabled = await maintain({ action: "enable-versions" });
  expect(enabled.failure).toBeNull();
  expect(enabled.keyLife.versions.map(({ state }) => state)).toEqual(["current", "needed"]);
  expect((await planMaintenance(admin, { part: "aep", action: "enable-versions" })).plan.operations).toEqual(
    [],
  );
  expect((await planMaintenance(admin, { part: "aep", action: "set-policy" })).plan.operations).toEqual([]);
}, 90_000);
