import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addFleet } from "@/bench/fleet/customers";
import { prepareFleet } from "@/bench/fleet/prepare";
import { installProxy } from "@/lib/azure/proxy";
import { connectDatabase, disconnectDatabase } from "@/lib/db/client";
import { grantScope, narrowScope } from "@/lib/db/scope";
import { buildSystemContext } from "@/lib/server/build-context";
import { channelTools } from "@/lib/server/channel-tools";
import { createChannel } from "@/lib/services/channels/save-channel";
import { CLAVIS_SECRET } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { createTestDatabase } from "@/test/database";
import { startTestSandbox } from "@/test/sandbox";

const SIZE = 12;
let sandbox: Sandbox;
let owner: pg.Client;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  const { appUrl, ownerUrl } = await createTestDatabase();
  sandbox = await startTestSandbox();
  addFleet(sandbox.world.state, SIZE, SIZE);
  Object.assign(process.env, {
    ...sandbox.env,
    DATABASE_URL: appUrl,
    CLAVIS_SECRET_KEY: randomBytes(32).toString("base64"),
    ENTRA_AUTHORITY_HOST: "https://login.sandbox.internal",
    ENTRA_CLIENT_SECRET: CLAVIS_SECRET,
    WEBHOOK_HOSTS: "hooks.contoso.example",
    WATCH_CONCURRENCY: "3",
    WATCH_CRITICAL_SECONDS: "86400",
    WATCH_FULL_SECONDS: "86400",
  });
  connectDatabase(appUrl);
  installProxy();
  await prepareFleet(ownerUrl, `${sandbox.doorUrl}/control`, SIZE, SIZE);
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
}, 400_000);
afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await owner?.end();
  await sandbox?.stop();
  await disconnectDatabase();
});

/** The worker as it runs in production, in a process of its own. */
function startWorker(): ChildProcess {
  const node = ["--import", "tsx", "--conditions=react-server", "lib/jobs/main.ts"];
  const worker = spawn(process.execPath, node, { stdio: ["ignore", "ignore", "inherit"], env: process.env });
  workers.push(worker);
  return worker;
}

async function count(sql: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(`select count(*)::int as n from ${sql}`);
  return rows[0]?.n ?? 0;
}
const FLEET = "organisation_id in (select id from organisations where name like 'Fleet %')";
const lostKeys = () => count(`findings where check_id = 'KEY-04' and status = 'open' and ${FLEET}`);
const looksUnderWay = () => count("watches where leased_until is not null");

async function until(what: string, isSo: () => Promise<boolean>, forMs = 120_000): Promise<void> {
  for (const end = Date.now() + forMs; Date.now() < end; await sleep(50)) if (await isSo()) return;
  throw new Error(`It did not come about: ${what}.`);
}

/** A webhook for every organisation, saved by an admin. */
async function addChannels(): Promise<void> {
  const { rows } = await owner.query<{ id: string; user: string }>(
    "select id::text, (select id::text from users limit 1) as user from organisations where name like 'Fleet %'",
  );
  for (const { id, user } of rows) {
    const narrow = narrowScope(grantScope({ organisations: [id], userId: user }), id);
    const actor = { kind: "user", userId: user, objectId: user, tenantId: user, name: "Ada" } as const;
    const context = {
      ...(await buildSystemContext(id)),
      ...narrow,
      actor: { ...actor, roles: ["admin" as const] },
    };
    await createChannel(context, channelTools(), {
      kind: "webhook",
      address: `https://hooks.contoso.example/${id}`,
      name: "On call",
      minSeverity: "high",
      locale: "en",
      timeZone: "UTC",
      quietFrom: null,
      quietTo: null,
      digestAt: null,
    });
  }
}

/** Time passes for what a worker had taken: as if its leases had been given so much earlier. */
async function age(seconds: number): Promise<void> {
  for (const table of ["watches", "deliveries"])
    await owner.query(
      `update ${table} set leased_until = leased_until - make_interval(secs => $1) where leased_until is not null`,
      [seconds],
    );
}

test("two workers watch a fleet, one is killed in the middle: nothing is lost, nothing is told twice", async () => {
  const first = startWorker();
  startWorker();
  const looked = () => count(`watches where last_full_at is not null and ${FLEET}`);
  await until("everything was looked at once", async () => (await looked()) === SIZE);
  await until("all looks are over", async () => (await looksUnderWay()) === 0);
  expect(await count(`findings where check_id = 'KEY-04' and ${FLEET}`)).toBe(0);
  await addChannels();

  for (const key of sandbox.world.state.keys.filter(({ vaultName }) => /^kv-f\d+-aep$/.test(vaultName)))
    for (const version of key.versions) version.enabled = false;
  sandbox.world.state.settings.latencyMs = 40;
  await owner.query(`update watches set critical_due_at = now() where ${FLEET}`);
  await until("some of it was found", async () => (await lostKeys()) >= 2);
  first.kill("SIGKILL");
  await once(first, "exit");
  const found = await lostKeys();
  expect(found).toBeLessThan(SIZE);

  // What the dead worker had taken waits for its lease; the other goes on with the rest.
  await until("only what the dead one held is left", async () => {
    const [held, due] = [await looksUnderWay(), await count("watches where critical_due_at <= now()")];
    return held > 0 && held === due;
  });
  expect(await lostKeys()).toBeLessThan(SIZE);
  await age(600);
  await until("the other finished it", async () => (await lostKeys()) === SIZE);
  await until("all looks are over", async () => (await looksUnderWay()) === 0);

  const alerts = `alerts where kind = 'KEY-04' and ${FLEET}`;
  expect(await count(alerts)).toBe(SIZE);
  expect(await count(`(select distinct finding_id from ${alerts}) a`)).toBe(SIZE);
  expect(
    await count(`finding_events e join findings f on f.id = e.finding_id where check_id = 'KEY-04'`),
  ).toBe(SIZE);
  // The key as it was and as it is, of the one part: two rows for each organisation, one of them the newest.
  const keys = `observations where subject = 'key' and part = 'aep' and ${FLEET}`;
  expect([await count(keys), await count(`${keys} and newest`)]).toEqual([2 * SIZE, SIZE]);

  await until("all was told", async () => {
    await age(600);
    return (await count("deliveries where status = 'queued'")) === 0;
  });
  expect(await count("deliveries where status <> 'sent'")).toBe(0);
  expect(await count("deliveries")).toBe(
    await count(`alerts where severity in ('critical', 'high') and ${FLEET}`),
  );
  expect(await count("(select distinct channel_id, alert_id from deliveries) d")).toBe(
    await count("deliveries"),
  );
  // A message may be sent again by whoever takes over, but under the id that its receiver knows already.
  const messages = sandbox.world.state.messages ?? [];
  expect(new Set(messages.map(({ path }) => path)).size).toBe(SIZE);
  const perOrganisation = new Map<string, Set<string | null>>();
  for (const { path, id } of messages)
    perOrganisation.set(path, (perOrganisation.get(path) ?? new Set()).add(id));
  expect([...perOrganisation.values()].every((ids) => ids.size === 1)).toBe(true);
}, 400_000);
