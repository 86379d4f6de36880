import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { provisionDatabase } from "../scripts/database/provision";
import { startScratchCluster } from "../scripts/database/scratch";
import { applyMigrations } from "../scripts/migrate/apply";
import { type Child, startChild } from "./fleet/child";
import { detect } from "./fleet/detect";
import type { Command, Usage } from "./fleet/worker-process";

const LATENCY_MS = 50;
/** How much faster than the real schedule drifts are looked for: every 15 seconds instead of every five minutes. */
const SPEED = 20;
const CRITICAL_S = 300;
const MOST_BARE_CALLS = 20_000;
const FULL_S = 3600;

function option(args: string[], name: string, fallback: number): number {
  const at = args.indexOf(`--${name}`);
  const value = at < 0 ? fallback : Number(args[at + 1]);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} must be a whole number of 1 or more.`);
  return value;
}

const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));

/**
 * Watches a fleet of organisations in the sandbox, 50 ms away, with the worker's own code, and holds it against as many
 * bare HTTP calls at the same concurrency in the same run. `--size` organisations (10000), `--concurrency` looks at
 * once (64), `--drifts` to be detected (20).
 */
export async function run(args: string[]): Promise<object> {
  const size = option(args, "size", 10_000);
  const atOnce = option(args, "concurrency", 64);
  const drifts = option(args, "drifts", 20);
  const customers = Math.min(
    size,
    Math.max(drifts, Math.ceil(atOnce / 2), Math.min(200, Math.ceil(size / 20))),
  );
  const stops: (() => Promise<void> | void)[] = [];
  try {
    const cluster = await startScratchCluster();
    stops.unshift(() => cluster.stop());
    const passwords = { owner: randomBytes(9).toString("hex"), app: randomBytes(9).toString("hex") };
    const { ownerUrl, appUrl } = await provisionDatabase(cluster.superuserUrl, passwords);
    await applyMigrations(ownerUrl);
    const sandbox = startChild("sandbox-process", [size, customers, LATENCY_MS].map(String), {});
    stops.unshift(() => sandbox.stop());
    const { env, doorUrl } = await sandbox.next<{ env: Record<string, string>; doorUrl: string }>();
    const demo = (await (await fetch(`${doorUrl}/control/demo`)).json()) as {
      clavis: { clientId: string; clientSecret: string };
    };
    const settings = {
      ...env,
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      ENTRA_CLIENT_ID: demo.clavis.clientId,
      ENTRA_CLIENT_SECRET: demo.clavis.clientSecret,
      DATABASE_URL: appUrl,
      CLAVIS_SECRET_KEY: randomBytes(32).toString("base64"),
      WATCH_CONCURRENCY: String(atOnce),
      WATCH_CRITICAL_SECONDS: String(CRITICAL_S * 1000),
      WATCH_FULL_SECONDS: String(FULL_S * 1000),
    };
    const worker = startChild("worker-process", [], settings);
    stops.unshift(() => worker.stop());
    await worker.next();
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    stops.unshift(() => owner.end());
    await owner.query("set clavis.organisations = '*'");
    const ask = (command: Command) => worker.ask<{ result: Usage }>(command).then(({ result }) => result);
    await ask({ do: "prepare", ownerUrl, controlUrl: `${doorUrl}/control`, size, customers });
    console.log(`${size} organisations of ${customers} customers, ${atOnce} at once, ${LATENCY_MS} ms away.`);

    const looked = async (column: string, wanted: number, since: Date) => {
      for (;;) {
        const { rows } = await owner.query<{ n: number }>(
          `select count(*)::int as n from watches where ${column} >= $1`,
          [since],
        );
        if ((rows[0]?.n ?? 0) >= wanted) return;
        await sleep(100);
      }
    };
    const watch = async (column: string, wanted: number): Promise<Usage> => {
      const since = new Date();
      await ask({ do: "start-watching" });
      await looked(column, wanted, since);
      return ask({ do: "stop" });
    };
    await watch("last_full_at", customers);
    await copySeen(owner);
    await owner.query(
      "update watches set critical_due_at = now() where organisation_id in (select organisation_id from check_standings)",
    );

    const before = { rows: await countRows(owner), asked: await count(sandbox) };
    const watched = await watch("last_critical_at", size);
    const after = { rows: await countRows(owner), asked: await count(sandbox) };
    const calls = after.asked - before.asked;
    // A fair share of as many calls: what they cost grows with their number, and minutes of them tell no more.
    const sample = Math.min(calls, MOST_BARE_CALLS);
    const measured = await ask({ do: "bare", calls: sample, atOnce });
    const share = calls / sample;
    const bare = { wallS: measured.wallS * share, cpuS: measured.cpuS * share };
    const grown = [...after.rows.there].map(([name, rows]) => ({
      name,
      more: rows - (before.rows.there.get(name) ?? 0),
    }));
    const inserted = grown.reduce((sum, { more }) => sum + more, 0) / size;
    const updated = (after.rows.updated - before.rows.updated) / size;
    const { rows: open } = await owner.query("select count(*)::int as n from alerts");
    console.log(
      `${calls} calls. Watching: ${watched.wallS.toFixed(1)} s, ${watched.cpuS.toFixed(1)} s of CPU. Bare: ${bare.wallS.toFixed(1)} s, ${bare.cpuS.toFixed(1)} s of CPU.`,
    );
    for (const { name, more } of grown) if (more !== 0) console.log(`${name}: ${more} rows more`);
    console.log(
      `Per unchanged look: ${inserted.toFixed(3)} rows added, ${updated.toFixed(1)} moved on in time. Alerts: ${open[0]?.n}.`,
    );

    worker.stop();
    const quick = {
      ...settings,
      WATCH_CONCURRENCY: "16",
      WATCH_CRITICAL_SECONDS: String(CRITICAL_S / SPEED),
      WATCH_FULL_SECONDS: String(FULL_S / SPEED),
    };
    const detected = await detectAll(owner, { ownerUrl, doorUrl }, quick, drifts);
    return {
      wallRatio: rounded(watched.wallS / bare.wallS),
      cpuRatio: rounded(watched.cpuS / bare.cpuS),
      peakMb: Math.round(watched.peakMb),
      rowsPerUnchangedRun: rounded(inserted, 3),
      detectMedianS: rounded(detected[Math.floor(detected.length / 2)] ?? 0, 1),
      detectWorstS: rounded(detected.at(-1) ?? 0, 1),
    };
  } finally {
    for (const stop of stops) await Promise.resolve(stop()).catch(() => undefined);
  }
}

async function count(sandbox: Child): Promise<number> {
  return (await sandbox.ask<{ asked: number }>("count")).asked;
}

/** Rows that there are, counted, and rows that were changed in place, as PostgreSQL's statistics say. */
async function countRows(owner: pg.Client): Promise<{ there: Map<string, number>; updated: number }> {
  // What a connection did reaches the statistics a moment later.
  await owner.query("select pg_stat_force_next_flush()");
  await sleep(1500);
  // The place in a log is kept from the first reading on: one row for good, like that of the watch itself.
  const { rows: tables } = await owner.query<{ name: string; updated: number }>(
    `select relname as name, n_tup_upd::float as updated from pg_stat_user_tables
     where schemaname = 'public' and relname not in ('watches', 'log_cursors')`,
  );
  const there = new Map<string, number>();
  for (const { name } of tables) {
    const { rows } = await owner.query<{ n: number }>(
      `select count(*)::int as n from ${owner.escapeIdentifier(name)}`,
    );
    there.set(name, rows[0]?.n ?? 0);
  }
  return { there, updated: tables.reduce((sum, { updated }) => sum + updated, 0) };
}

/** What was seen of one organisation of a customer holds for its others: it is the same vault and key. */
async function copySeen(owner: pg.Client): Promise<void> {
  const pairs = `(select o.id, first_value(o.id) over (partition by o.azure_subscription_id
      order by (w.last_full_at is null), o.id) as seen from organisations o join watches w on w.organisation_id = o.id
      where o.name like 'Fleet %') p where p.id <> p.seen`;
  await owner.query(
    `insert into observations (id, organisation_id, part, subject, facts, hash, source, first_observed_at, last_observed_at, newest)
     select gen_random_uuid(), p.id, b.part, b.subject, b.facts, b.hash, b.source, b.first_observed_at, b.last_observed_at, b.newest
     from (select * from ${pairs}) p join observations b on b.organisation_id = p.seen and b.newest`,
  );
  await owner.query(
    `insert into check_standings (organisation_id, part, check_id, state, since)
     select p.id, s.part, s.check_id, s.state, s.since
     from (select * from ${pairs}) p join check_standings s on s.organisation_id = p.seen`,
  );
  await owner.query(
    `insert into findings (id, organisation_id, part, check_id, severity, failure_class, observed, reason, opened_at)
     select gen_random_uuid(), p.id, f.part, f.check_id, f.severity, f.failure_class, f.observed, f.reason, f.opened_at
     from (select * from ${pairs}) p join findings f on f.organisation_id = p.seen and f.status = 'open'`,
  );
  await owner.query("analyze");
}

/** The whole worker on a shortened clock: a few organisations at their places in the schedule, and drifts at any time. */
async function detectAll(
  owner: pg.Client,
  { ownerUrl, doorUrl }: { ownerUrl: string; doorUrl: string },
  settings: Record<string, string>,
  drifts: number,
): Promise<number[]> {
  // The first of each customer alone, at its own place in the shortened interval.
  await owner.query(
    `update watches w set leased_until = null,
       critical_due_at = case when f.n = 1 then now() + make_interval(secs => (abs(hashtext(w.organisation_id::text)::bigint) % 15000) / 1000.0)
         else now() + interval '1 day' end,
       full_due_at = now() + interval '1 day'
     from (select id, row_number() over (partition by azure_subscription_id order by id) as n from organisations where name like 'Fleet %') f
     where f.id = w.organisation_id`,
  );
  const worker = startChild("worker-process", [], settings);
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 4, options: "-c clavis.organisations=*" });
  try {
    await worker.next();
    await worker.ask({ do: "start-worker" });
    return await detect(pool, doorUrl, { drifts, criticalS: CRITICAL_S / SPEED, speed: SPEED });
  } finally {
    worker.stop();
    await pool.end();
  }
}
