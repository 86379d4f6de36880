import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EVERYTHING, openTestWorld, scopeOf, type TestWorld } from "./test-world";
import { withScope } from "./transaction";
import { claimDueWatches, ensureWatches, finishWatch, getWatch } from "./watches";

const INTERVALS = { critical: 300, full: 3600 };
const START = new Date("2026-11-24T00:00:00Z");
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);

let world: TestWorld;
beforeEach(async () => {
  world = await openTestWorld();
}, 60_000);
afterEach(() => world.end());

/** Many more organisations; `tenants`: how many Azure tenants they share. */
async function addOrganisations(count: number, tenants: number): Promise<void> {
  await world.owner.query(
    `insert into organisations (id, name, ims_org_id, region, shield, cja_bought, azure_tenant_id, azure_subscription_id, updated_at)
     select gen_random_uuid(), 'Org ' || n, lpad(n::text, 24, '0') || '@AdobeOrg', 'va7', 'healthcare', false,
       ('00000000-0000-4000-8000-' || lpad((n % $2)::text, 12, '0'))::uuid, gen_random_uuid(), now()
     from generate_series(1, $1::int) n`,
    [count, tenants],
  );
}
const ensure = (at = START) => withScope(EVERYTHING, (tx) => ensureWatches(tx, at, INTERVALS));
const claim = (at: Date, most = 1000, perTenant = 1000) =>
  withScope(EVERYTHING, (tx) =>
    claimDueWatches(tx, { at, leaseUntil: new Date(at.getTime() + 180_000), most, perTenant }),
  );
const finish = (id: string, at: Date, heldUntil: Date | null = null, tenantHeldUntil: Date | null = null) =>
  withScope(scopeOf(id as never), (tx) =>
    finishWatch(tx, id as never, { at, look: "full", heldUntil, tenantHeldUntil }, INTERVALS),
  );

describe("the schedule", () => {
  it("spreads organisations evenly over the interval, and gives each one place for good", async () => {
    await addOrganisations(1198, 1198);
    expect(await ensure()).toBe(1200);
    expect(await ensure(after(60))).toBe(0);
    const { rows } = await world.owner.query(
      `select count(*)::int as count from watches group by floor(extract(epoch from full_due_at - $1::timestamptz) / 600) order by 1`,
      [START],
    );
    expect(rows).toHaveLength(6);
    for (const { count } of rows) expect(count).toBeGreaterThan(140);
  });

  it("looks at everything hourly, at the same place of the hour", async () => {
    await ensure();
    const all = await claim(after(3600));
    expect(all.map(({ look }) => look)).toEqual(["full", "full"]);
    const before = await withScope(world.scope, (tx) => getWatch(tx, world.mine.id));
    await finish(world.mine.id, after(3605));
    const next = await withScope(world.scope, (tx) => getWatch(tx, world.mine.id));
    const moved = (next?.fullDueAt.getTime() ?? 0) - (before?.fullDueAt.getTime() ?? 0);
    expect(moved % 3_600_000).toBe(0);
    expect(next?.fullDueAt.getTime()).toBeGreaterThan(after(3605).getTime());
    expect(next?.lastFullAt).toEqual(after(3605));
  });

  it("looks at what is critical between the hours, only where something is watched", async () => {
    await ensure();
    await world.owner.query("update watches set full_due_at = $1", [after(9000)]);
    expect(await claim(after(400))).toEqual([]);
    await world.owner.query(
      "insert into check_standings (organisation_id, part, check_id, state, since) values ($1, 'aep', 'KEY-04', 'pass', now())",
      [world.mine.id],
    );
    expect(await claim(after(400))).toEqual([{ organisationId: world.mine.id, look: "critical" }]);
  });
});

describe("two workers", () => {
  it("never take the same organisation, and take all of them together", async () => {
    await addOrganisations(198, 198);
    await ensure();
    const taken = (await Promise.all([claim(after(3600), 120), claim(after(3600), 120)])).flat();
    const ids = taken.map(({ organisationId }) => organisationId);
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await claim(after(3600));
    expect(ids.length + rest.length).toBe(200);
  });

  it("take over what a killed one had taken once its lease is over, and not before", async () => {
    await ensure();
    expect(await claim(after(3600))).toHaveLength(2);
    expect(await claim(after(3700))).toEqual([]);
    expect(await claim(after(3781))).toHaveLength(2);
  });
});

describe("a tenant", () => {
  it("is not asked by more than a few looks at once", async () => {
    await addOrganisations(20, 2);
    await ensure();
    const first = await claim(after(3600), 1000, 2);
    // Two of each shared tenant, and the two organisations with tenants of their own.
    expect(first).toHaveLength(6);
    expect(await claim(after(3601), 1000, 2)).toEqual([]);
  });

  it("that asked for a pause is left alone until it is over; others are not", async () => {
    await ensure();
    await claim(after(3600));
    await finish(world.mine.id, after(3601), after(9000));
    await finish(world.theirs.id, after(3601));
    const ids = (await claim(after(8000))).map(({ organisationId }) => organisationId);
    expect(ids).toEqual([world.theirs.id]);
    expect((await claim(after(9001))).map(({ organisationId }) => organisationId)).toContain(world.mine.id);
  });

  it("whose shared service asked for a pause rests as a whole, and no other tenant does", async () => {
    await addOrganisations(20, 2);
    await ensure();
    const { rows } = await world.owner.query<{ id: string; tenant: string }>(
      "select id::text, azure_tenant_id::text as tenant from organisations",
    );
    const tenantOf = new Map(rows.map(({ id, tenant }) => [id, tenant]));
    const shared = rows.find(({ tenant }) => tenant.startsWith("00000000"));
    await claim(after(3600));
    for (const { id } of rows) await finish(id, after(3601), null, id === shared?.id ? after(9000) : null);
    const tenants = new Set((await claim(after(8000))).map(({ organisationId: id }) => tenantOf.get(id)));
    expect(tenants.size).toBe(3);
    expect(tenants).not.toContain(shared?.tenant);
    const later = new Set((await claim(after(9001))).map(({ organisationId: id }) => tenantOf.get(id)));
    expect(later).toContain(shared?.tenant);
  });

  it("is not asked by more when two workers claim at once", async () => {
    await addOrganisations(40, 1);
    await ensure();
    const taken = await Promise.all([1, 2, 3, 4].map(() => claim(after(3600), 1000, 2)));
    // Two of the shared tenant, and the two organisations with tenants of their own.
    expect(taken.flat()).toHaveLength(4);
  });
});
