import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { addFleet, customerOf, organisationOf } from "@/bench/fleet/customers";
import { prepareFleet } from "@/bench/fleet/prepare";
import { installProxy } from "@/lib/azure/proxy";
import { connectDatabase, disconnectDatabase } from "@/lib/db/client";
import { CLAVIS_SECRET } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { createTestDatabase } from "@/test/database";
import { addFault } from "@/test/faults";
import { startTestSandbox } from "@/test/sandbox";
import { startWatching } from "./watch-loop";

/** Six organisations; the first and the fourth are of one Azure tenant, and so on. */
const SIZE = 6;
const TENANTS = 3;
const PLACES = 2;

let sandbox: Sandbox;
let owner: pg.Client;

vi.setConfig({ testTimeout: 90_000 });

beforeAll(async () => {
  const { appUrl, ownerUrl } = await createTestDatabase();
  sandbox = await startTestSandbox();
  addFleet(sandbox.world.state, SIZE, TENANTS);
  Object.assign(process.env, {
    DATABASE_URL: appUrl,
    CLAVIS_SECRET_KEY: randomBytes(32).toString("base64"),
    ENTRA_AUTHORITY_HOST: "https://login.sandbox.internal",
    ENTRA_CLIENT_SECRET: CLAVIS_SECRET,
    WATCH_CONCURRENCY: String(PLACES),
    WATCH_CRITICAL_SECONDS: "86400",
    WATCH_FULL_SECONDS: "86400",
  });
  connectDatabase(appUrl);
  installProxy();
  await prepareFleet(ownerUrl, `${sandbox.doorUrl}/control`, SIZE, TENANTS);
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  await owner.query(`update watches set full_due_at = now() where ${FLEET}`);
  await watchUntil(async () => (await lookedAt("last_full_at")).length === SIZE);
}, 200_000);
afterAll(async () => {
  await owner?.end();
  await sandbox?.stop();
  await disconnectDatabase();
});
afterEach(() => {
  sandbox.world.state.faults = [];
});

const FLEET = "organisation_id in (select id from organisations where name like 'Fleet %')";

async function watchUntil(isSo: () => Promise<boolean>, slowAfterMs?: number): Promise<void> {
  const watching = startWatching({ slowAfterMs });
  try {
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) if (await isSo()) return;
    throw new Error("It did not come about.");
  } finally {
    sandbox.world.state.faults = [];
    await watching.stop();
  }
}

/** The numbers of the organisations whose look is over since all became due. */
async function lookedAt(column = "last_critical_at", since = new Date(0)): Promise<number[]> {
  const { rows } = await owner.query<{ ims: string }>(
    `select o.ims_org_id as ims from watches w join organisations o on o.id = w.organisation_id
     where w.${column} > $1 and o.name like 'Fleet %'`,
    [since],
  );
  const all = Array.from({ length: SIZE }, (_, index) => organisationOf(index, TENANTS).imsOrgId);
  return rows.map(({ ims }) => all.indexOf(ims)).sort();
}
/** Everything is due at what is critical; those of the first tenant the longest. */
async function allAreDue(): Promise<Date> {
  await owner.query(
    `update watches w set held_until = null, tenant_held_until = null, leased_until = null,
       critical_due_at = now() - case when o.azure_tenant_id = $1 then interval '1 hour' else interval '1 minute' end
     from organisations o where o.id = w.organisation_id and o.name like 'Fleet %'`,
    [customerOf(0).tenantId],
  );
  return new Date();
}
/** All that Azure is asked about the first customer. */
const AZURE = {
  host: "management.azure.com",
  path: `/subscriptions/${customerOf(0).subscriptionId}*`,
};
const OTHERS = [1, 2, 4, 5];

describe("one customer's outage", () => {
  test("that makes Azure hardly answer takes all places, and still keeps nobody else waiting", async () => {
    addFault(sandbox, { kind: "delay", ...AZURE, delayMs: 4000 });
    const since = await allAreDue();
    await watchUntil(async () => {
      const done = await lookedAt("last_critical_at", since);
      // Both places are taken by the two slow looks first: the others end before them.
      if (done.length === OTHERS.length) expect(done).toEqual(OTHERS);
      return done.length === OTHERS.length;
    }, 500);
  });

  test("whose connections are cut off is unknown, and no alarm; the others are looked at", async () => {
    addFault(sandbox, { kind: "cut", ...AZURE });
    const since = await allAreDue();
    await watchUntil(async () => (await lookedAt("last_critical_at", since)).length === SIZE);
    const { rows } = await owner.query(`select kind from alerts where ${FLEET}`);
    expect(rows).toEqual([]);
  });
});

describe("a pause that was asked for", () => {
  const held = async () => {
    const { rows } = await owner.query<{ ims: string; own: number; tenant: number }>(
      `select o.ims_org_id as ims, round(extract(epoch from w.held_until - now()))::int as own,
         round(extract(epoch from w.tenant_held_until - now()))::int as tenant
       from watches w join organisations o on o.id = w.organisation_id where w.held_until > now() order by 1`,
    );
    return rows;
  };

  test("by Adobe holds each organisation for itself, and no tenant", async () => {
    const headers = { "retry-after": "600" };
    addFault(sandbox, { kind: "status", status: 429, host: "platform.adobe.io", headers });
    const since = await allAreDue();
    await watchUntil(async () => (await lookedAt("last_critical_at", since)).length === SIZE);
    const found = await held();
    expect(found).toHaveLength(SIZE);
    for (const { own, tenant } of found) {
      expect(own).toBeGreaterThan(450);
      expect(own).toBeLessThanOrEqual(600);
      expect(tenant).toBeNull();
    }
  });

  test("by Azure holds its whole tenant and no other, for an hour at most", async () => {
    addFault(sandbox, { kind: "status", status: 429, ...AZURE, headers: { "retry-after": "86400" } });
    const since = await allAreDue();
    // The second organisation of the tenant is due later, and must not be begun at all.
    await owner.query(
      `update watches set critical_due_at = now() + interval '1 hour' where organisation_id =
         (select id from organisations where ims_org_id = $1)`,
      [organisationOf(3, TENANTS).imsOrgId],
    );
    await watchUntil(async () => (await lookedAt("last_critical_at", since)).length === SIZE - 1);
    await owner.query(`update watches set critical_due_at = now() where ${FLEET}`);
    sandbox.world.state.faults = [];
    const again = new Date();
    await watchUntil(async () => (await lookedAt("last_critical_at", again)).length === OTHERS.length);
    await sleep(300);
    expect(await lookedAt("last_critical_at", again)).toEqual(OTHERS);
    const [first] = await held();
    expect(first?.tenant).toBeGreaterThan(3000);
    expect(first?.tenant).toBeLessThanOrEqual(3600);
  });
});

/** How many exchanges with vendors were open at once. */
function mostAtOnce(exchanges: { at: string; durationMs: number }[]): number {
  const ends = exchanges.flatMap(({ at, durationMs }) => [
    { at: Date.parse(at), by: 1 },
    { at: Date.parse(at) + durationMs, by: -1 },
  ]);
  let open = 0;
  return Math.max(...ends.sort((a, b) => a.at - b.at || a.by - b.by).map(({ by }) => (open += by)));
}

test("there are no more looks at once than places, and two of a tenant", async () => {
  addFault(sandbox, { kind: "delay", host: "*", delayMs: 40 });
  const asked = sandbox.log.since(0).at(-1)?.id ?? 0;
  const since = await allAreDue();
  let most = 0;
  await watchUntil(async () => {
    const { rows } = await owner.query<{ n: number }>(
      `select count(*)::int as n from watches w join organisations o on o.id = w.organisation_id
       where leased_until > now() group by o.azure_tenant_id order by 1 desc limit 1`,
    );
    most = Math.max(most, rows[0]?.n ?? 0);
    return (await lookedAt("last_critical_at", since)).length === SIZE;
  });
  expect(most).toBe(2);
  // A look asks up to three things at once.
  expect(mostAtOnce(sandbox.log.since(asked))).toBeLessThanOrEqual(3 * PLACES);
});

test("a worker that stops ends what it has begun, and gives back what it had only taken", async () => {
  addFault(sandbox, { kind: "delay", host: "*", delayMs: 300 });
  const asked = sandbox.log.since(0).at(-1)?.id ?? 0;
  const since = await allAreDue();
  const watching = startWatching();
  await expect
    .poll(() => sandbox.log.since(asked).length, { timeout: 20_000, interval: 20 })
    .toBeGreaterThan(0);
  await watching.stop();
  const { rowCount } = await owner.query("select 1 from watches where leased_until is not null");
  expect(rowCount).toBe(0);
  expect(await lookedAt("last_critical_at", since)).toHaveLength(PLACES);
});
