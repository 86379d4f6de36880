import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Danger, FleetFilter } from "@/lib/cmk/findings/danger";
import type { Role } from "@/lib/cmk/permissions";
import { grantScope, type Scope } from "@/lib/db/scope";
import { EVERYTHING, openTestWorld, type TestWorld } from "@/lib/db/test-world";
import { sampleKey } from "@/test/sample-input";
import type { WideContext } from "../wide-context";
import { getFleetOverview } from "./get-fleet-overview";

let world: TestWorld;
const NOW = new Date("2026-11-24T12:00:00Z");
const made = new Map<string, string>();

/** An organisation in which a key ends, findings are open, and somebody looked, so many hours ago. */
async function organisation(
  name: string,
  {
    ends,
    classes = [],
    looked = 0.1,
    setUp = true,
  }: { ends?: string; classes?: string[]; looked?: number; setUp?: boolean },
): Promise<void> {
  const { owner } = world;
  const id = randomUUID();
  made.set(name, id);
  const ims = `${randomUUID().replace(/-/g, "").slice(0, 24).toUpperCase()}@AdobeOrg`;
  await owner.query(
    `insert into organisations (id, name, ims_org_id, region, shield, cja_bought, azure_tenant_id, azure_subscription_id, updated_at)
     values ($1, $2, $3, 'va7', 'healthcare', false, gen_random_uuid(), gen_random_uuid(), now())`,
    [id, name, ims],
  );
  const at = new Date(NOW.getTime() - looked * 3_600_000);
  await owner.query(
    "insert into watches (organisation_id, critical_due_at, full_due_at, last_critical_at) values ($1, $2, $2, $2)",
    [id, at],
  );
  if (ends)
    await owner.query(
      `insert into observations (id, organisation_id, part, subject, facts, hash, source, first_observed_at, last_observed_at)
       values (gen_random_uuid(), $1, 'aep', 'key', $2, 'h', 'azure', $3, $3)`,
      [id, JSON.stringify({ value: sampleKey({ expires: ends }) }), at],
    );
  if (setUp)
    await owner.query(
      "insert into check_standings (organisation_id, part, check_id, state, since) values ($1, 'aep', 'KEY-04', 'pass', $2)",
      [id, at],
    );
  for (const [index, failureClass] of classes.entries())
    await owner.query(
      `insert into findings (id, organisation_id, part, check_id, severity, failure_class, opened_at)
       values (gen_random_uuid(), $1, 'aep', $2, 'high', $3::failure_class, $4)`,
      [id, ["ROL-02", "KEY-04", "NET-01"][index], failureClass, at],
    );
}

const context = (scope: Scope = EVERYTHING, roles: Role[] = ["leader"]): WideContext => ({
  actor: { kind: "user", userId: world.me.id, objectId: "o", tenantId: randomUUID(), name: "Ada", roles },
  scope,
  correlationId: randomUUID(),
  now: () => NOW,
  rolesIn: () => roles,
  windows: { rolePropagationSeconds: 600, firewallPropagationSeconds: 600 },
});
const list = async (filter: FleetFilter = {}) => {
  const { rows } = await getFleetOverview(context(), filter);
  return rows.map(({ name, danger }) => [name, danger]);
};

beforeAll(async () => {
  world = await openTestWorld();
  await world.owner.query("update organisations set name = 'Zz ' || name");
  await organisation("Calm", { ends: "2028-01-01T00:00:00Z" });
  await organisation("Blind", { looked: 5 });
  await organisation("Hygiene", { classes: ["hygiene", "hygiene"] });
  await organisation("Closed", { classes: ["recoverable"] });
  await organisation("Ends later", { ends: "2026-12-20T00:00:00Z", classes: ["recoverable"] });
  await organisation("Ends soon", { ends: "2026-12-01T00:00:00Z" });
  await organisation("Purge", { classes: ["hygiene", "purge"], ends: "2028-01-01T00:00:00Z" });
  await organisation("Purge sooner", { classes: ["purge"], ends: "2026-12-24T00:00:00Z" });
  await organisation("Fresh", { setUp: false });
}, 60_000);
afterAll(() => world.end());

const ORDER: [string, Danger][] = [
  ["Purge sooner", "purge"],
  ["Purge", "purge"],
  ["Ends soon", "key-ends"],
  ["Ends later", "key-ends"],
  ["Closed", "recoverable"],
  ["Hygiene", "open"],
  ["Blind", "not-seen"],
  ["Calm", "calm"],
  ["Fresh", "in-setup"],
];

describe("all organisations", () => {
  it("stand by danger, and each says what is worst", async () => {
    expect((await list()).slice(0, ORDER.length)).toEqual(ORDER);
    const { rows, counts, total } = await getFleetOverview(context());
    expect(rows.find(({ name }) => name === "Purge")).toMatchObject({
      open: 2,
      endsAt: "2028-01-01T00:00:00.000Z",
      worst: { check: "KEY-04", failureClass: "purge" },
      parts: [{ part: "aep" }, { part: "cja" }],
    });
    expect(counts).toMatchObject({ purge: 2, "key-ends": 2, calm: 1, "in-setup": 3 });
    expect(total).toBe(ORDER.length + 2);
  });

  it("are narrowed by danger and name; the counts are those of the search", async () => {
    expect(await list({ danger: "key-ends" })).toEqual(ORDER.slice(2, 4));
    expect(await list({ search: "purge" })).toEqual(ORDER.slice(0, 2));
    const { counts, total, rows } = await getFleetOverview(context(), { search: "purge", danger: "calm" });
    expect([counts.purge, counts.calm, total, rows.length]).toEqual([2, 0, 0, 0]);
    expect(await list({ search: "%" })).toEqual([]);
  });

  it("an exception takes a finding out", async () => {
    await world.owner.query(
      `insert into check_exceptions (id, organisation_id, part, check_id, owner_name, reason, expires_at, requested_by,
        requested_by_name, requested_at, decided_by, decided_by_name, decided_at, approved)
       values (gen_random_uuid(), $1, 'aep', 'ROL-02', 'Ada', 'Only reached over the corporate proxy.', '2027-01-01',
        $2, 'Ada', '2026-11-22', $3, 'Noa', '2026-11-22', true)`,
      [made.get("Closed"), world.me.id, world.them.id],
    );
    expect(await list({ search: "Closed" })).toEqual([["Closed", "calm"]]);
    await world.owner.query("delete from check_exceptions");
  });

  it("come 25 to a page; a page beyond the last is the last", async () => {
    for (let index = 0; index < 30; index++) await organisation(`Many ${String(index).padStart(2, "0")}`, {});
    const seen = async (page: number) => (await getFleetOverview(context(), { search: "Many", page })).rows;
    const all = [...(await seen(1)), ...(await seen(2))].map(({ name }) => name);
    expect(new Set(all).size).toBe(30);
    expect(await getFleetOverview(context(), { search: "Many", page: 99 })).toMatchObject({
      page: 2,
      pages: 2,
    });
    await world.owner.query(
      "delete from check_standings s using organisations o where o.id = s.organisation_id and o.name like 'Many%'",
    );
  });

  it("out of scope are not there, and nobody without a role sees any", async () => {
    const mine = grantScope({ organisations: [world.mine.id], userId: world.me.id });
    const { rows, total } = await getFleetOverview(context(mine));
    expect([rows.map(({ id }) => id), total]).toEqual([[world.mine.id], 1]);
    await expect(getFleetOverview(context(EVERYTHING, []))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
