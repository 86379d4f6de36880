import pg from "pg";
import { startOwnStack } from "../scripts/test/own-stack";
import { signedIn } from "./signed-in";

const ORGANISATIONS = 10_000;
const ROUNDS = 60;

const BATCH = 1_000;

/** Organisations with vaults and keys, as the tables hold them; triggers index them. $1 and $2: from which to which. */
const FILL = [
  `insert into organisations (id, name, ims_org_id, region, shield, cja_bought, azure_tenant_id, azure_subscription_id, updated_at)
select uuidv7(), (array['Contoso','Northwind','Fabrikam','Adventure','Tailspin','Wingtip','Proseware','Litware'])[1 + i % 8]
    || ' ' || (array['Health','Pharma','Care','Clinic','Système','Österreich'])[1 + i % 6] || ' ' || i,
  upper(lpad(to_hex(i), 24, '0')) || '@AdobeOrg', 'va7', 'healthcare', false, gen_random_uuid(), gen_random_uuid(), now()
from generate_series($1::int, $2::int) i`,
  `insert into setups (id, organisation_id, part, choices, updated_at)
select uuidv7(), o.id, p.part, jsonb_build_object('vault', jsonb_build_object('mode', 'create', 'name', 'kv-bench-' || p.part || '-' || lpad(i::text, 5, '0'),
    'resourceGroup', 'rg', 'location', 'westeurope', 'sku', 'premium'),
  'key', jsonb_build_object('mode', 'create', 'name', 'adobe-cmk', 'size', 3072)), now()
from generate_series($1::int, $2::int) i
join organisations o on o.ims_org_id = upper(lpad(to_hex(i), 24, '0')) || '@AdobeOrg', (values ('aep'::part), ('cja'::part)) p (part)`,
];

/** A thousand at a time, each planned for what is there by then: planned once for an empty table, it never ends. */
async function fill(client: pg.Client): Promise<void> {
  for (let first = 1; first <= ORGANISATIONS; first += BATCH) {
    for (const sql of FILL) await client.query(sql, [first, first + BATCH - 1]);
    await client.query("analyze");
    console.log(`${first + BATCH - 1} organisations`);
  }
}

const ASKED = {
  name: "northwind pharma 77",
  part: "dventu",
  typo: "fabrkam crae",
  key: "https://kv-bench-aep-00209.vault.azure.net/keys/adobe-cmk",
  imsOrg: "000000000000000000001F40",
  common: "contoso",
};

const SCAN = "select distinct organisation_id from search_keys where value ilike $1 limit 9";

const p95 = (values: number[]) =>
  [...values].sort((left, right) => left - right)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Searches among 10,000 organisations over HTTP (p95), as a ratio to the lightest API call, and to a scan in SQL. */
export async function run(): Promise<object> {
  const own = await startOwnStack();
  const client = new pg.Client({ connectionString: own.stack.superuserUrl ?? "" });
  try {
    // The worker would judge ten thousand new organisations meanwhile: what is measured is a search.
    await own.stack.kill("worker");
    await client.connect();
    await client.query("set clavis.organisations = '*'");
    const filled = await timed(() => fill(client));
    const {
      rows: [count],
    } = await client.query(
      "select count(*)::int as keys, count(distinct organisation_id)::int as organisations from search_keys",
    );
    console.log(
      `${count.organisations} organisations, ${count.keys} keys, filled in ${(filled / 1000).toFixed(0)} s`,
    );
    const cookie = await (await signedIn(own))("support@contoso.example");
    const get = async (path: string) => {
      const answer = await fetch(own.stack.url + path, { headers: { cookie } });
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      return answer.json();
    };
    const figures: Record<string, { p95Ms: number; ratioToMe: number; ratioToScan: number }> = {};
    for (const [name, text] of Object.entries(ASKED)) {
      const path = `/api/v1/search?${new URLSearchParams({ q: text, limit: "8" })}`;
      const { rows } = (await get(path)) as { rows: unknown[] };
      if (rows.length === 0) throw new Error(`Nothing was found for "${text}".`);
      const times: { search: number[]; me: number[]; scan: number[] } = { search: [], me: [], scan: [] };
      for (let round = 0; round < ROUNDS + 5; round += 1) {
        const one = {
          search: await timed(() => get(path)),
          me: await timed(() => get("/api/v1/me")),
        };
        if (round < 5) continue;
        for (const each of ["search", "me"] as const) times[each].push(one[each]);
        // Reading every key takes a second: a few times say as much as sixty.
        if (round % 10 === 5) times.scan.push(await timed(() => client.query(SCAN, [`%${text}%`])));
      }
      const [search, me, scan] = [p95(times.search), p95(times.me), p95(times.scan)];
      figures[name] = {
        p95Ms: round(search),
        ratioToMe: round(search / me),
        ratioToScan: round(search / scan),
      };
      console.log(
        `${name}: ${search.toFixed(1)} ms, lightest call ${me.toFixed(1)} ms, scan ${scan.toFixed(1)} ms`,
      );
    }
    return {
      organisations: count.organisations,
      figures,
      worstRatioToMe: Math.max(...Object.values(figures).map((one) => one.ratioToMe)),
    };
  } finally {
    await client.end();
    await own.stop();
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
