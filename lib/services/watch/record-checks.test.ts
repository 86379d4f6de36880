import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { judgeChecks } from "@/lib/cmk/checks/judge-checks";
import type { PartFacts, VendorFailure } from "@/lib/cmk/facts";
import { openTestWorld, type TestWorld } from "@/lib/db/test-world";
import { withScope } from "@/lib/db/transaction";
import { sampleInput, sampleKey, sampleVault, seen } from "@/test/sample-input";
import { recordChecks } from "./record-checks";

let world: TestWorld;
let minute: number;
const START = Date.parse("2026-11-23T00:00:00.000Z");
beforeEach(async () => {
  world = await openTestWorld();
  minute = 0;
}, 60_000);
afterEach(() => world.end());

const now = () => new Date(START + minute * 60_000);
const context = () => ({
  organisationId: world.mine.id,
  now,
  actor: { kind: "system", name: "Clavis" } as const,
});

/** One look, five minutes after the one before, at a part on which all is right but for `facts`. */
async function look(facts: PartFacts = {}, begin = true): Promise<void> {
  minute += 5;
  const at = now().toISOString();
  const input = sampleInput("aep", facts, { now: at });
  const fresh = Object.entries(input.facts).map(([subject, value]) => [subject, { ...value, at }]);
  const results = judgeChecks({ ...input, facts: Object.fromEntries(fresh) });
  await withScope(world.scope, (tx) => recordChecks(tx, context(), "aep", results, begin));
}
const rows = async (sql: string) => (await world.owner.query(sql)).rows;
const findings = (where = "true") =>
  rows(`select check_id, status::text, severity::text, failure_class::text, regression, flapping, reason
    from findings where ${where} order by check_id, opened_at`);
const alerts = () => rows("select kind, status::text, severity::text from alerts order by opened_at, kind");
const size = async () =>
  (
    await rows(`select (select count(*) from check_standings)::int as standings, (select count(*) from findings)::int as
    findings, (select count(*) from finding_events)::int as events, (select count(*) from alerts)::int as alerts`)
  )[0];

const disabled = { key: seen(sampleKey({ enabled: false })) };
const failed = (kind: VendorFailure["kind"]) => ({
  at: now().toISOString(),
  source: "azure" as const,
  failure: {
    kind,
    vendor: "azure" as const,
    status: kind === "throttled" ? 429 : 503,
    code: null,
    message: "",
    requestId: null,
    retryable: true,
    retryAfterSeconds: null,
  },
});

describe("a disabled key", () => {
  it("opens one finding of the purge class, raises one alert, and closes after two good looks", async () => {
    await look();
    await look(disabled);
    await look(disabled);
    expect(await findings("check_id = 'KEY-04'")).toMatchObject([
      { status: "open", severity: "critical", failure_class: "purge", reason: { key: "key-disabled" } },
    ]);
    expect(await alerts()).toMatchObject([{ kind: "KEY-04", status: "open", severity: "critical" }]);
    await look();
    expect(await findings("check_id = 'KEY-04' and status = 'open'")).toHaveLength(1);
    await look();
    expect(await findings("check_id = 'KEY-04' and status = 'open'")).toHaveLength(0);
    expect(await alerts()).toMatchObject([{ kind: "KEY-04", status: "resolved" }]);
    const history = await rows(
      "select kind from finding_events e join findings f on f.id = e.finding_id where check_id = 'KEY-04' order by e.at",
    );
    expect(history.map(({ kind }) => kind)).toEqual(["opened", "closed"]);
  });

  it("that comes back within a month is a regression", async () => {
    for (const facts of [{}, disabled, {}, {}, disabled]) await look(facts);
    const found = await findings("check_id = 'KEY-04'");
    expect(found.map(({ status, regression }) => [status, regression])).toEqual([
      ["closed", false],
      ["open", true],
    ]);
  });

  it("is no alarm while the part is being set up", async () => {
    await look(disabled, false);
    expect(await size()).toEqual({ standings: 0, findings: 0, events: 0, alerts: 0 });
  });

  it("is still watched when the part stops being complete", async () => {
    await look();
    await look(disabled, false);
    expect(await findings("check_id = 'KEY-04'")).toHaveLength(1);
  });
});

describe("severity", () => {
  it("of an expiry that comes nearer changes the same finding, and alerts when it begins to matter", async () => {
    const expires = (days: number) => ({
      key: seen(sampleKey({ expires: new Date(START + days * 86_400_000).toISOString() })),
    });
    await look(expires(200));
    for (const days of [59, 20]) await look(expires(days));
    expect(await findings("check_id = 'KEY-06'")).toMatchObject([{ severity: "high", status: "open" }]);
    expect((await alerts()).filter(({ kind }) => kind === "KEY-06")).toHaveLength(1);
    const kinds = await rows(
      "select e.kind from finding_events e join findings f on f.id = e.finding_id where check_id = 'KEY-06' order by e.at",
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(["opened", "severity-changed"]);
  });

  it("that falls to information ends the alarm, and keeps the finding", async () => {
    await look({ key: seen(sampleKey({ expires: new Date(START + 20 * 86_400_000).toISOString() })) });
    await look({ key: seen(sampleKey({ expires: null })) });
    expect(await findings("check_id = 'KEY-06'")).toMatchObject([{ severity: "info", status: "open" }]);
    expect(await alerts()).toMatchObject([{ kind: "KEY-06", status: "resolved" }]);
  });

  it("of what is for information, or can wait, alerts nobody", async () => {
    await look({ vault: seen(sampleVault({ privateEndpoints: 0, retentionDays: 7 })) });
    expect(await findings("check_id = 'NET-07'")).toMatchObject([{ severity: "info" }]);
    expect(await findings("check_id = 'VLT-02'")).toMatchObject([{ severity: "medium" }]);
    expect(await alerts()).toEqual([]);
  });
});

/** Adobe's principal holds a role that it does not need. */
function moreRoles(): PartFacts {
  const { assignments } = sampleInput().facts;
  const own = assignments && "value" in assignments ? assignments.value : { scope: "", list: [] };
  const more = own.list.map((entry) => ({ ...entry, id: "more", roleDefinitionId: "more" }));
  return { assignments: seen({ ...own, list: [...own.list, ...more] }) };
}

describe("an exception that somebody else approved", () => {
  it("is what silences it: without one there is an alarm", async () => {
    await look(moreRoles());
    expect((await alerts()).filter(({ kind }) => kind === "ROL-02")).toHaveLength(1);
  });

  it("keeps the finding and silences its alert", async () => {
    await look();
    await world.owner.query(
      `insert into check_exceptions (id, organisation_id, part, check_id, owner_name, reason, expires_at, requested_by,
        requested_by_name, requested_at, decided_by, decided_by_name, decided_at, approved)
       values (gen_random_uuid(), $1, 'aep', 'ROL-02', 'Ada', 'Only reached over the corporate proxy.', '2027-01-01',
        $2, 'Ada', '2026-11-22', $3, 'Noa', '2026-11-22', true)`,
      [world.mine.id, world.me.id, world.them.id],
    );
    await look(moreRoles());
    expect(await findings("check_id = 'ROL-02'")).toHaveLength(1);
    expect((await alerts()).filter(({ kind }) => kind === "ROL-02")).toEqual([]);
  });
});

describe("looks that tell nothing new", () => {
  it("write no row", async () => {
    await look();
    await look();
    const before = [await size(), await rows("select xmin::text from check_standings order by check_id")];
    for (let count = 0; count < 5; count += 1) await look();
    expect([await size(), await rows("select xmin::text from check_standings order by check_id")]).toEqual(
      before,
    );
  });

  it("raise no alarm in a thousand hours of throttling, slow answers and server errors", async () => {
    await look();
    await look();
    const before = await size();
    let seed = 7;
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648;
    };
    const subjects = ["vault", "key", "principal", "assignments", "config", "registration"] as const;
    for (let hour = 0; hour < 1000; hour += 1) {
      minute += 55;
      const noise = subjects.flatMap((subject) =>
        random() < 0.4 ? [[subject, failed(random() < 0.5 ? "throttled" : "unavailable")]] : [],
      );
      await look(Object.fromEntries(noise));
    }
    expect(await size()).toEqual(before);
    // And the same noise hides no real loss.
    await look({ ...disabled, vault: failed("throttled") });
    expect((await alerts()).map(({ kind }) => kind)).toContain("KEY-04");
  }, 120_000);
});

describe("two workers", () => {
  it("that see the same thing at once open one finding and raise one alert", async () => {
    await look();
    await Promise.all([look(disabled), look(disabled), look(disabled)]);
    expect(await findings("check_id = 'KEY-04'")).toHaveLength(1);
    expect(await alerts()).toHaveLength(1);
  });
});

describe("another organisation", () => {
  it("is out of reach", async () => {
    const results = judgeChecks(sampleInput("aep", disabled));
    const elsewhere = { ...context(), organisationId: world.theirs.id };
    const writing = withScope(world.scope, (tx) => recordChecks(tx, elsewhere, "aep", results, true));
    await expect(writing).rejects.toThrow();
    expect(await size()).toEqual({ standings: 0, findings: 0, events: 0, alerts: 0 });
  });
});
