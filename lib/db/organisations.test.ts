import { afterAll, beforeAll, expect, it } from "vitest";
import { finishAttempt, startAttempt } from "./attempts";
import { pingDatabase } from "./health";
import { beat, listHeartbeats } from "./heartbeats";
import { listOrganisations } from "./list-organisations";
import { getOverview, listOverview } from "./list-overview";
import { recordObservations } from "./observations";
import { createOrganisation, updateOrganisation } from "./organisations";
import { startRun } from "./runs";
import { getSetup, saveChoices } from "./setups";
import { listStatements, makeStatement, withdrawStatement } from "./statements";
import { EVERYTHING, openTestWorld, type TestWorld } from "./test-world";
import { readWithScope, withScope } from "./transaction";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.end());

const facts = (name: string, number: number) => ({
  name,
  imsOrgId: `${number.toString(16).toUpperCase().padStart(24, "0")}@AdobeOrg`,
  region: "nld2",
  shield: "privacy_security" as const,
  cjaBought: true,
  azureTenantId: world.mine.azureTenantId,
  azureSubscriptionId: world.mine.azureSubscriptionId,
});

it("refuses a second organisation with the same IMS organisation id, and the transaction goes on", async () => {
  const reason = await withScope(EVERYTHING, async (tx) => {
    const values = { ...facts("Twin", 1), imsOrgId: world.mine.imsOrgId };
    const error = await createOrganisation(tx, values, null).catch((caught: unknown) => caught);
    await createOrganisation(tx, facts("100% Twin_", 1), null);
    return error;
  });
  expect(reason).toMatchObject({ code: "CONFLICT", details: { reason: "ims-org-taken" } });
});

it("lets one of two changes through when both read the same revision", async () => {
  const change = (name: string) =>
    withScope(world.scope, (tx) => updateOrganisation(tx, world.mine.id, 1, { name, region: "aus5" }));
  const results = await Promise.allSettled([change("Left"), change("Right")]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  const stale = withScope(world.scope, (tx) => updateOrganisation(tx, world.mine.id, 1, { name: "Late" }));
  await expect(stale).rejects.toMatchObject({
    code: "CONFLICT",
    details: { reason: "changed-meanwhile", revision: 2 },
  });
  await withScope(world.scope, (tx) => updateOrganisation(tx, world.mine.id, 2, { name: "Mine" }));
});

it("lists by name in pages, and searches literally", async () => {
  await withScope(EVERYTHING, async (tx) => {
    for (let n = 2; n < 9; n++) await createOrganisation(tx, facts("Same", n), null);
  });
  for (const order of ["asc", "desc"] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readWithScope(EVERYTHING, (tx) =>
        listOrganisations(tx, { order, cursor, limit: 3 }),
      );
      expect(page.total).toBe(10);
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([10, 10]);
  }
  const names = async (search: string) =>
    (await readWithScope(EVERYTHING, (tx) => listOrganisations(tx, { search }))).rows.map((row) => row.name);
  expect(await names("0%")).toEqual(["100% Twin_"]);
  expect(await names("twin_")).toEqual(["100% Twin_"]);
  expect(await names("AAAAAA")).toEqual(["Mine"]);
  expect(await names("n_d2")).toEqual([]);
});

it("keeps choices, and refuses to lose somebody else's", async () => {
  const choices = { configName: "mine-cmk" };
  const saved = await withScope(world.scope, (tx) => saveChoices(tx, world.mine.id, "aep", choices, 1));
  expect(saved).toMatchObject({ revision: 2, choices });
  const late = withScope(world.scope, (tx) => saveChoices(tx, world.mine.id, "aep", {}, 1));
  await expect(late).rejects.toMatchObject({ code: "CONFLICT", details: { revision: 2 } });
  expect(await readWithScope(world.scope, (tx) => getSetup(tx, world.mine.id, "aep"))).toMatchObject({
    choices,
  });
});

it("gives everything that a status is computed from, in one query", async () => {
  const at = new Date("2026-03-01T08:00:00.000Z");
  const { id } = world.mine;
  const who = { startedBy: world.me.id, startedByName: "Ada" };
  const plan = { steps: [], operations: [], changes: [], hash: "0".repeat(64) };
  const failure = {
    kind: "refused" as const,
    vendor: "azure" as const,
    status: 403,
    code: "AuthorizationFailed",
    message: "no",
    requestId: "r",
    retryable: false,
    retryAfterSeconds: null,
  };
  const said = { organisationId: id, part: "aep" as const, step: "entitlement" as const, reference: "R-1" };
  const stated = {
    text: null,
    statedOn: "2026-02-28",
    statedBy: world.me.id,
    statedByName: "Ada",
    statedAt: at,
  };
  await withScope(world.scope, async (tx) => {
    const value = { names: ["adobe-cmk"] };
    await recordObservations(tx, id, "aep", { vaultKeys: { at: at.toISOString(), source: "azure", value } });
    const withdrawn = await makeStatement(tx, { ...said, ...stated });
    await withdrawStatement(tx, id, withdrawn.id, new Date("2026-03-01T09:00:00Z"));
    await makeStatement(tx, { ...said, ...stated, reference: "R-2" });
    const attempt = {
      organisationId: id,
      part: "aep" as const,
      planHash: plan.hash,
      plan,
      ...who,
      startedAt: at,
    };
    const failed = await startAttempt(tx, { ...attempt, step: "vault", idempotencyKey: "1" });
    await finishAttempt(tx, failed.id, { status: "failed", outcome: { kind: "failed", failure }, at });
    await startAttempt(tx, { ...attempt, step: "key", idempotencyKey: "2" });
    await startRun(tx, { organisationId: id, part: "aep", planHash: plan.hash, plan, ...who });
  });
  const { organisation, parts } = await readWithScope(world.scope, (tx) => getOverview(tx, id));
  expect(organisation).toMatchObject({ name: "Mine", revision: 3, createdAt: world.mine.createdAt });
  expect(parts.aep).toMatchObject({
    revision: 2,
    choices: { configName: "mine-cmk" },
    facts: { vaultKeys: { at: at.toISOString(), source: "azure", value: { names: ["adobe-cmk"] } } },
    running: { "aep/key": at.toISOString() },
    failures: { "aep/vault": failure },
    run: { status: "queued", startedByName: "Ada", currentStep: null },
  });
  expect(parts.aep.statements).toMatchObject([
    { reference: "R-2", statedOn: "2026-02-28", statedAt: at.toISOString() },
  ]);
  expect(parts.cja).toMatchObject({ revision: 1, choices: {}, facts: {}, statements: [], run: null });
  expect(await readWithScope(world.scope, (tx) => listStatements(tx, id, { withdrawn: true }))).toHaveLength(
    2,
  );
  const pages = await readWithScope(EVERYTHING, async (tx) => {
    const first = await listOverview(tx, { limit: 6 });
    return [first, await listOverview(tx, { limit: 6, cursor: first.next ?? "" })];
  });
  expect(pages.map((page) => page.rows.length)).toEqual([6, 4]);
});

it("answers health questions without a scope", async () => {
  await beat("worker", new Date("2026-03-01T08:00:00Z"));
  await beat("worker", new Date("2026-03-01T07:00:00Z"));
  expect(await listHeartbeats()).toEqual([{ name: "worker", at: new Date("2026-03-01T08:00:00Z") }]);
  expect(await pingDatabase()).toMatchObject({ ok: true });
});
