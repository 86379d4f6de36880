import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyPack } from "@/scripts/verify-evidence/verify-pack.mjs";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { takePack, useTestSigningKey } from "@/test/evidence";
import { type OwnDatabase, startOwnDatabase } from "@/test/own-database";
import type { Served } from "@/test/serve-routes";

useTestSigningKey();
let database: OwnDatabase;
let running: TestConsole;
let served: Served;
let admin: Browser;
let org: string;
let pack: Awaited<ReturnType<typeof takePack>>;

/** Answers that no buffer between server and client can hold: the file is still being sent when PostgreSQL goes. */
async function makeHistoryLong(): Promise<void> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  await owner.query(
    `insert into vendor_answers (id, organisation_id, part, at, vendor, method, address, status, body, truncated, hash)
     select gen_random_uuid(), $1, 'aep', now(), 'azure', 'GET', '/long/' || n, 200, repeat('answer number ' || n || ' of many. ', 1000), false, ''
     from generate_series(1, 480) n`,
    [org],
  );
  await owner.end();
}

beforeAll(async () => {
  database = await startOwnDatabase();
  running = await startTestConsole({}, database);
  served = await running.serve();
  admin = (await running.signIn("admin@fabrikam.example")).browser;
  const answer = await running.call("GET", "/api/v1/orgs", { browser: admin });
  org = ((await answer.json()) as { rows: { id: string }[] }).rows[0]?.id ?? "";
  await makeHistoryLong();
  pack = await takePack(running, admin, org);
  expect(pack.zip.length).toBeGreaterThan(11_000_000);
}, 180_000);
afterAll(async () => {
  await served?.stop();
  await running?.stop();
  await database?.stop();
});

const cookie = () => [...admin].map(([name, value]) => `${name}=${value}`).join("; ");
const path = () => `/api/v1/orgs/${org}/evidence/${pack.view.id}`;
const download = () =>
  fetch(`${served.url}${path()}`, { headers: { cookie: cookie(), "sec-fetch-site": "same-origin" } });

test("PostgreSQL restarts while a pack is sent: the client sees a broken transfer, what came is no pack, and asking again gives it", async () => {
  const answer = await download();
  expect(answer.status).toBe(200);
  expect(Number(answer.headers.get("content-length"))).toBe(pack.zip.length);
  const reader = answer.body?.getReader();
  const pieces = [(await reader?.read())?.value ?? new Uint8Array()];
  await database.down();
  try {
    const rest = async () => {
      for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
        pieces.push(next.value);
    };
    await expect(rest()).rejects.toThrow();
    const got = Buffer.concat(pieces);
    expect(got.length).toBeGreaterThan(0);
    expect(got.length).toBeLessThan(pack.zip.length);
    expect(() => verifyPack(got, [])).toThrow();

    // Until it is back, whoever asks is told to ask again, in the form of every other refusal.
    const refused = await running.call("GET", path(), { browser: admin });
    expect(refused.status).toBe(503);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  } finally {
    await database.up();
  }
  const again = Buffer.from(await (await download()).arrayBuffer());
  expect(again.equals(pack.zip)).toBe(true);
  expect(verifyPack(again, [pack.view.keyId]).trusted).toBe(true);
}, 120_000);

test("PostgreSQL restarts while a pack is made: a refusal, nothing of the pack, and the next one is whole", async () => {
  const making = running.call("POST", `/api/v1/orgs/${org}/evidence`, { browser: admin, body: {} });
  await new Promise((resolve) => setTimeout(resolve, 150));
  await database.down();
  const answer = await making;
  await database.up();
  expect(answer.status).toBeGreaterThanOrEqual(500);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  const { rows } = await owner.query(
    `select (select count(*) from evidence_packs)::int as packs, (select count(distinct pack_id) from evidence_chunks)::int as files,
       (select count(*) from audit_entries where action = 'evidence.made')::int as told`,
  );
  await owner.end();
  expect(rows).toEqual([{ packs: 1, files: 1, told: 1 }]);
  const next = await takePack(running, admin, org);
  expect(verifyPack(next.zip, [next.view.keyId]).trusted).toBe(true);
}, 120_000);
