import { randomBytes } from "node:crypto";
import pg from "pg";
import { connectDatabase, disconnectDatabase } from "../lib/db/client";
import { grantScope } from "../lib/db/scope";
import { getCompliance } from "../lib/services/compliance/get-compliance";
import { getFramework } from "../lib/services/compliance/get-framework";
import type { WideContext } from "../lib/services/wide-context";
import { provisionDatabase } from "../scripts/database/provision";
import { startScratchCluster } from "../scripts/database/scratch";
import { applyMigrations } from "../scripts/migrate/apply";
import { fillOrganisations } from "./fill-organisations";

const ORGANISATIONS = 10_000;
const ROUNDS = 20;
const WARM_UP = 3;

const LEADER: WideContext = {
  actor: {
    kind: "user",
    userId: "00000000-0000-7000-8000-000000000001",
    objectId: "",
    tenantId: "",
    name: "Leader",
    roles: ["leader"],
  },
  scope: grantScope({ organisations: "*", userId: null }),
  correlationId: "bench",
  now: () => new Date(),
  rolesIn: () => ["leader"],
  windows: { rolePropagationSeconds: 600, firewallPropagationSeconds: 600 },
};

/** What a person with psql would ask for the same figures and the same first page, without the product. */
const RAW = [
  "select verdict, count(*), min(verified_at), max(since) from postures group by verdict",
  "select failure_class, width_bucket(extract(epoch from now() - opened_at), array[86400, 604800, 2592000, 7776000]), count(*) from findings where status = 'open' group by 1, 2",
  "select percentile_cont(0.5) within group (order by closed_at - opened_at) from findings where closed_at > now() - interval '90 days'",
  "select date_trunc('hour', from_at), verdict, count(*) from posture_periods where to_at is null or to_at > now() - interval '90 days' group by 1, 2",
  "select * from coming_events where at > now() order by at limit 60",
  "select date_trunc('month', at), kind, count(*) from coming_events where at > now() and at < now() + interval '12 months' group by 1, 2",
  "select * from check_exceptions where ended_at is null and expires_at > now() order by expires_at limit 100",
  "select p.*, o.name, f.open from postures p join organisations o on o.id = p.organisation_id left join (select organisation_id, count(*) as open from findings where status = 'open' group by 1) f on f.organisation_id = p.organisation_id order by p.verdict, o.name limit 50",
];

const p95 = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The leader's page over 10,000 organisations, as a ratio to the same questions in plain SQL, side by side. */
export async function run(): Promise<object> {
  const cluster = await startScratchCluster();
  const passwords = { owner: randomBytes(18).toString("hex"), app: randomBytes(18).toString("hex") };
  const { ownerUrl, appUrl } = await provisionDatabase(cluster.superuserUrl, passwords, "bench");
  await applyMigrations(ownerUrl);
  const owner = new pg.Client({ connectionString: ownerUrl });
  const raw = new pg.Client({ connectionString: appUrl });
  await Promise.all([owner.connect(), raw.connect()]);
  connectDatabase(appUrl);
  try {
    await fillOrganisations(owner, ORGANISATIONS);
    await raw.query("set clavis.organisations = '*'");
    const times = { product: [] as number[], raw: [] as number[], framework: [] as number[] };
    for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
      const product = await timed(() => getCompliance(LEADER));
      const plain = await timed(async () => {
        for (const sql of RAW) await raw.query(sql);
      });
      const framework = await timed(() => getFramework(LEADER, "nist-800-53"));
      if (round < WARM_UP) continue;
      times.product.push(product);
      times.raw.push(plain);
      times.framework.push(framework);
    }
    const [product, plain, framework] = [p95(times.product), p95(times.raw), p95(times.framework)];
    console.log(
      `${ORGANISATIONS} organisations, p95 of ${ROUNDS}: page ${product.toFixed(0)} ms, plain SQL ${plain.toFixed(0)} ms, framework ${framework.toFixed(0)} ms`,
    );
    const round = (value: number) => Math.round(value * 100) / 100;
    return {
      organisations: ORGANISATIONS,
      p95Ratio: round(product / plain),
      frameworkRatio: round(framework / plain),
    };
  } finally {
    await disconnectDatabase();
    await Promise.all([owner.end(), raw.end()]);
    await cluster.stop();
  }
}
