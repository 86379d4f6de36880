import { randomBytes } from "node:crypto";
import pg from "pg";
import { provisionDatabase } from "../scripts/database/provision";
import { startScratchCluster } from "../scripts/database/scratch";
import { applyMigrations } from "../scripts/migrate/apply";
import { startChild } from "./fleet/child";
import { detect } from "./fleet/detect";
import { watchInRounds } from "./fleet/watch-in-rounds";
import type { Command, Usage } from "./fleet/worker-process";

const LATENCY_MS = 50;
/** How much faster than the real schedule drifts are looked for: every minute instead of every five. */
const SPEED = 5;
const CRITICAL_S = 300;
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
 * once (32: what one worker needs to look at ten thousand every five minutes), `--drifts` to be detected (20), `--passes`
 * over the fleet (1; the second one shows what memory the first one filled for good).
 */
export async function run(args: string[]): Promise<object> {
  const size = option(args, "size", 10_000);
  const atOnce = option(args, "concurrency", 32);
  const drifts = option(args, "drifts", 20);
  const passes = option(args, "passes", 1);
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
    const start = async () => {
      const child = startChild("worker-process", [], settings);
      stops.unshift(() => child.stop());
      await child.next();
      const ask = (command: Command) => child.ask<{ result: Usage }>(command).then(({ result }) => result);
      return { ask, stop: () => child.stop() };
    };
    const filling = await start();
    await filling.ask({ do: "prepare", ownerUrl, controlUrl: `${doorUrl}/control`, size, customers });
    filling.stop();
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    stops.unshift(() => owner.end());
    await owner.query("set clavis.organisations = '*'");
    console.log(`${size} organisations of ${customers} customers, ${atOnce} at once, ${LATENCY_MS} ms away.`);

    const worker = await start();
    const asked = async () => (await sandbox.ask<{ asked: number }>("count")).asked;
    const { ask } = worker;
    const { watched, bare, rowsPerLook } = await watchInRounds({
      owner,
      ask,
      asked,
      size,
      customers,
      atOnce,
      passes,
    });
    worker.stop();

    const quick = {
      ...settings,
      WATCH_CRITICAL_SECONDS: String(CRITICAL_S / SPEED),
      WATCH_FULL_SECONDS: String(FULL_S / SPEED),
    };
    const detected = await detectAll(owner, { ownerUrl, doorUrl }, quick, drifts);
    return {
      wallRatio: rounded(watched.wallS / bare.wallS),
      cpuRatio: rounded(watched.cpuS / bare.cpuS),
      peakMb: Math.round(watched.peakMb),
      rowsPerUnchangedRun: rounded(rowsPerLook, 3),
      detectMedianS: rounded(detected[Math.floor(detected.length / 2)] ?? 0, 1),
      detectWorstS: rounded(detected.at(-1) ?? 0, 1),
    };
  } finally {
    for (const stop of stops) await Promise.resolve(stop()).catch(() => undefined);
  }
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
       critical_due_at = case when f.n = 1 then now() + make_interval(secs => (abs(hashtext(w.organisation_id::text)::bigint) % ${(CRITICAL_S / SPEED) * 1000}) / 1000.0)
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
    const times = await detect(pool, doorUrl, { drifts, criticalS: CRITICAL_S / SPEED, speed: SPEED });
    await worker.ask({ do: "stop" });
    return times;
  } finally {
    worker.stop();
    await pool.end();
  }
}
