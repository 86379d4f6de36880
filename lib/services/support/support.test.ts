import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PartFacts } from "@/lib/cmk/facts";
import type { Role } from "@/lib/cmk/permissions";
import { recordObservations } from "@/lib/db/observations";
import { localKeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { withScope } from "@/lib/db/transaction";
import { wordsOf } from "@/lib/i18n/words-of";
import { sampleVault } from "@/test/sample-input";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import { getConfiguration } from "../organisations/get-configuration";
import { updateOrganisation } from "../organisations/update-organisation";
import { saveChoices } from "../setup/save-choices";
import { compareMoments } from "./compare-moments";
import { getTimeline, happenedBetween } from "./get-timeline";
import { listAttempts } from "./list-attempts";

let world: SetupWorld;
const support = () => ({ ...world.as(["support"]), words: wordsOf("en") });
const admin = () => world.as(["admin"]);
const tick = () => new Promise((resolve) => setTimeout(resolve, 15));

const vault = (at: Date, ipRules: string[], name = "kv-mine"): PartFacts => ({
  vault: { at: at.toISOString(), source: "azure", value: sampleVault({ name, ipRules }) },
});
const see = (facts: PartFacts) =>
  withScope(world.scope, (tx) => recordObservations(tx, world.mine.id, "aep", facts));
const happened = (at: Date, operation: string, caller: string, status = "Succeeded") =>
  world.owner.query(
    `insert into activity_records (id, organisation_id, part, source, event_id, at, operation, status, resource_id, caller)
     values ($1, $2, 'aep', 'activity-log', gen_random_uuid()::text, $3, $4, $6, '/subscriptions/s/vaults/kv-mine', $5)`,
    [randomUUID(), world.mine.id, at, operation, caller, status],
  );

const before = new Date("2026-03-01T08:00:00Z");
const change = new Date("2026-03-01T09:10:00Z");
const after = new Date("2026-03-01T10:00:00Z");

beforeAll(async () => {
  world = await openSetupWorld();
  await world.owner.query("update configuration_versions set at = '2026-01-01T00:00:00Z'");
  await see(vault(before, ["20.88.123.53", "203.0.113.0/28"]));
  await see(vault(new Date("2026-03-01T09:00:00Z"), ["20.88.123.53", "203.0.113.0/28"]));
  await happened(new Date("2026-03-01T08:30:00Z"), "Microsoft.KeyVault/vaults/write", "early@example.test");
  await happened(change, "Microsoft.KeyVault/vaults/write", "deploy-pipeline");
  await happened(new Date("2026-03-01T09:11:00Z"), "Microsoft.KeyVault/vaults/write", "refused@x", "Failed");
  await happened(
    new Date("2026-03-01T09:12:00Z"),
    "Microsoft.Authorization/roleAssignments/write",
    "other@x",
  );
  await see(vault(new Date("2026-03-01T09:20:00Z"), ["203.0.113.0/28"]));
  await see(vault(after, ["203.0.113.0/28"]));
}, 60_000);
afterAll(() => world.end());

describe("two moments", () => {
  it("differ field by field, with who changed it in Azure between the two looks", async () => {
    const view = await compareMoments(support(), { from: before, to: after });
    expect(view.rows).toEqual([
      {
        part: "aep",
        subject: "vault",
        name: "ipRules",
        before: { kind: "value", text: "20.88.123.53, 203.0.113.0/28" },
        after: { kind: "value", text: "203.0.113.0/28" },
        seen: { from: "2026-03-01T09:00:00.000Z", to: "2026-03-01T09:20:00.000Z" },
        by: [
          {
            source: "activity",
            name: "deploy-pipeline",
            at: change.toISOString(),
            what: "Microsoft.KeyVault/vaults/write",
            why: null,
          },
        ],
      },
    ]);
    expect(view.total).toBeGreaterThan(20);
    expect(view.vaults).toEqual({ aep: "kv-mine" });
  });

  it("in the wrong order are turned round; the same one differs in nothing; the future is now", async () => {
    const turned = await compareMoments(support(), { from: after, to: before });
    expect([turned.from, turned.to]).toEqual([before.toISOString(), after.toISOString()]);
    expect((await compareMoments(support(), { from: after, to: after })).rows).toEqual([]);
    const future = await compareMoments(support(), { from: after, to: new Date("2999-01-01") });
    expect(future.toNow).toBe(true);
    const beforeAll = await compareMoments(support(), { from: new Date("1999-01-01"), to: before });
    expect(beforeAll.rows.find(({ name }) => name === "imsOrgId")).toMatchObject({
      before: { kind: "absent" },
    });
    const first = beforeAll.rows.filter((row) => row.before.kind === "unseen");
    expect(first.map(({ subject }) => subject)).toContain("vault");
    expect(first.flatMap(({ by }) => by)).toEqual([]);
  });

  it("say who changed what is stored, exactly, whatever wrote it", async () => {
    const start = new Date();
    await tick();
    const [row] = (
      await world.owner.query("select revision from organisations where id = $1", [world.mine.id])
    ).rows;
    const { name: _n, id: _i, revision: _r, createdAt: _c, updatedAt: _u, ...facts } = world.mine;
    await updateOrganisation(admin(), localKeyWrapper(Buffer.alloc(32, 3)), {
      ...facts,
      name: "Mine renamed",
      revision: row.revision,
      adobeCredential: { clientId: "client-1", clientSecret: "never shown" },
    });
    await tick();
    const middle = new Date();
    await tick();
    const key = { mode: "create" as const, name: "adobe-cmk-2", size: 4096 as const };
    await saveChoices(admin(), { part: "cja", revision: 1, key });
    await tick();
    await world.owner.query("update organisations set region = 'nld2' where id = $1", [world.mine.id]);
    const { rows } = await compareMoments(support(), { from: start });
    const stored = rows.filter(({ part, subject }) => part === null || subject === "choices");
    expect(
      stored.map(({ subject, name, after: to, by }) => [subject, name, to, by[0]?.name, by[0]?.what]),
    ).toEqual([
      ["organisation", "name", { kind: "value", text: "Mine renamed" }, "Ada", "organisation.updated"],
      ["organisation", "region", { kind: "value", text: "nld2" }, undefined, undefined],
      ["credential", "clientId", { kind: "value", text: "client-1" }, "Ada", "credential.saved"],
      ["choices", "key.mode", { kind: "value", text: "create" }, "Ada", "choice.saved"],
      ["choices", "key.name", { kind: "value", text: "adobe-cmk-2" }, "Ada", "choice.saved"],
      ["choices", "key.size", { kind: "value", text: "4096" }, "Ada", "choice.saved"],
    ]);
    expect(JSON.stringify(rows)).not.toContain("never shown");
    const then = await getConfiguration(support(), middle);
    expect(then.organisation).toMatchObject({ name: "Mine renamed", region: "va7" });
    expect(then.organisation.adobeCredential?.clientId).toBe("client-1");
    expect(then.parts[1]?.saved.key).toBeUndefined();
    expect((await getConfiguration(support(), start)).organisation.name).toBe("Mine");
    const seen = (await getConfiguration(support(), new Date("2026-03-01T09:15:00Z"))).at;
    expect(seen).toBe("2026-03-01T09:15:00.000Z");
    await expect(getConfiguration(support(), new Date("1999-01-01"))).rejects.toMatchObject({
      details: { reason: "not-yet" },
    });
  });

  it("of what could not be seen differ in one line, without a culprit", async () => {
    const failure = {
      kind: "refused" as const,
      vendor: "azure" as const,
      status: 403,
      code: "AuthorizationFailed",
      message: "no",
      requestId: null,
      retryable: false,
      retryAfterSeconds: null,
    };
    const at = new Date("2026-03-02T08:00:00Z");
    await see({ vault: { at: at.toISOString(), source: "azure", failure } });
    const { rows } = await compareMoments(support(), { from: after, to: at });
    expect(rows).toMatchObject([{ subject: "vault", name: "", after: { kind: "unseen" }, by: [] }]);
  });
});

describe("the timeline", () => {
  it("merges the sources, newest first, page by page, without a gap", async () => {
    for (let minute = 0; minute < 60; minute += 1)
      await happened(
        new Date(Date.parse("2026-03-03T08:00:00Z") + minute * 1000),
        "Microsoft.KeyVault/vaults/read",
        "loop@x",
      );
    const all: string[] = [];
    const times: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 10; page += 1) {
      const view = await getTimeline(support(), { cursor });
      all.push(...view.rows.map(({ id }) => id));
      times.push(...view.rows.map(({ at }) => at));
      if (!view.next) break;
      cursor = view.next;
    }
    expect(new Set(all).size).toBe(all.length);
    expect([...times].sort().reverse()).toEqual(times);
    const sources = new Set((await getTimeline(support(), {})).rows.map(({ source }) => source));
    expect(sources).toContain("audit");
  });

  it("between two moments ends at them, however busy the rest of the day was", async () => {
    const loop = Date.parse("2026-03-03T08:00:00Z");
    const span = { from: new Date(loop - 60_000), to: new Date(loop + 2000), limit: 8 };
    const seen = await happenedBetween(support(), span);
    expect(seen.map(({ at }) => Date.parse(at) - loop)).toEqual([2000, 1000, 0]);
    expect(await happenedBetween(support(), { ...span, to: new Date(loop + 60_000) })).toHaveLength(8);
  });

  it("is narrowed by source, part, day and words", async () => {
    const seen = await getTimeline(support(), {
      source: "observation",
      from: "2026-03-01",
      to: "2026-03-01",
    });
    expect(seen.rows.map(({ kind, changes }) => [kind, changes])).toEqual([
      ["vault", [{ name: "ipRules", before: "20.88.123.53, 203.0.113.0/28", after: "203.0.113.0/28" }]],
      ["vault", []],
    ]);
    const azure = await getTimeline(support(), { source: "activity", search: "deploy" });
    expect(azure.rows.map(({ who }) => who)).toEqual(["deploy-pipeline"]);
    expect((await getTimeline(support(), { part: "cja", source: "activity" })).rows).toEqual([]);
    expect((await getTimeline(support(), { search: "100%_" })).rows).toEqual([]);
    const aep = (await getTimeline(support(), { part: "aep", to: "2026-03-02" })).rows;
    expect(new Set(aep.map(({ source }) => source))).toEqual(new Set(["observation", "activity"]));
    const named = (await getTimeline(support(), { search: "PIPELINE" })).rows;
    expect(named.map(({ source }) => source)).toContain("activity");
    for (const cursor of ["x", Buffer.from('["a","b"]').toString("base64url")])
      await expect(getTimeline(support(), { cursor })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});

describe("attempts", () => {
  it("show what was tried, and a failure decoded", async () => {
    const outcome = {
      kind: "failed",
      failure: {
        kind: "refused",
        vendor: "azure",
        status: 403,
        code: "AuthorizationFailed",
        message:
          "The client 'x' does not have authorization to perform action 'Microsoft.KeyVault/vaults/write'.",
        requestId: "r-1",
        retryable: false,
        retryAfterSeconds: null,
      },
    };
    const plan = { steps: ["aep/vault"], operations: [], changes: [], hash: "h" };
    await world.owner.query(
      `insert into attempts (id, organisation_id, part, step, status, plan_hash, plan, idempotency_key, started_by_name, started_at, heartbeat_at, ended_at, outcome)
       values ($1, $2, 'aep', 'vault', 'failed', 'h', $3, gen_random_uuid()::text, 'Ada', now(), now(), now(), $4)`,
      [randomUUID(), world.mine.id, JSON.stringify(plan), JSON.stringify(outcome)],
    );
    const { rows } = await listAttempts(support(), { status: "failed" });
    expect(rows).toMatchObject([{ step: "aep/vault", startedByName: "Ada" }]);
    expect(rows[0]?.decoding?.errors[0]?.rule).not.toBeNull();
    expect((await listAttempts(support(), { part: "cja" })).rows).toEqual([]);
  });
});

const VERBS = {
  compareMoments: (context: ReturnType<typeof support>) => compareMoments(context, { from: before }),
  getTimeline: (context: ReturnType<typeof support>) => getTimeline(context),
  listAttempts: (context: ReturnType<typeof support>) => listAttempts(context),
};
describe.each(Object.entries(VERBS))("%s", (_name, verb) => {
  it("is support's and admins' to read, in their own organisation", async () => {
    const as = (roles: Role[]) =>
      ({ ...support(), actor: { ...support().actor, roles } }) as ReturnType<typeof support>;
    await expect(verb(as(["leader"]))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(verb(as([]))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(verb({ ...support(), organisationId: world.theirs.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await verb(as(["admin"]));
  });
});
