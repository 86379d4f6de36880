import { afterAll, beforeAll, expect, test } from "vitest";
import type { FactPage } from "@/lib/db/list-facts";
import { buildSystemContext } from "@/lib/server/build-context";
import { type Fabrikam, startFabrikam } from "@/test/fabrikam";
import { watchOrganisation } from "./watch-organisation";

/** Facts as a time series over the API: what a look saw is one row for as long as it stays so. */

const INTERVALS = { critical: 300, full: 3600 };
let fabrikam: Fabrikam;

beforeAll(async () => {
  fabrikam = await startFabrikam();
}, 120_000);
afterAll(() => fabrikam?.stop());

async function watch(): Promise<void> {
  await watchOrganisation(await buildSystemContext(fabrikam.org), "critical", INTERVALS);
}
const ask = (path: string, browser = fabrikam.admin, org = fabrikam.org) =>
  fabrikam.running.call("GET", `/api/v1/orgs/${org}/facts/${path}`, { browser });
const key = async (query = "") => (await (await ask(`aep/key${query}`)).json()) as FactPage;
const enabledIn = ({ rows }: FactPage) =>
  rows.map(({ facts }) => (facts as { value: { enabled: boolean } }).value.enabled);
function setKey(enabled: boolean): void {
  const found = fabrikam.running.sandbox.world.state.keys.find(
    ({ vaultName }) => vaultName === "kv-fabrikam-aep",
  );
  if (!found) throw new Error("There is no key.");
  for (const version of found.versions) version.enabled = enabled;
}

test("what did not change is one row, whose last time moves on", async () => {
  await watch();
  const first = await key();
  await watch();
  const again = await key();
  expect(again.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
  expect(again.rows[0]?.firstAt).toBe(first.rows[0]?.firstAt);
  expect(Date.parse(again.rows[0]?.lastAt ?? "")).toBeGreaterThan(Date.parse(first.rows[0]?.lastAt ?? ""));
  expect(again.next).toBeNull();
});

test("what changed is another row, newest first; what came back is a third", async () => {
  for (const enabled of [false, true]) {
    setKey(enabled);
    await watch();
  }
  const page = await key();
  expect(enabledIn(page)).toEqual([true, false, true]);
  const times = page.rows.flatMap(({ firstAt, lastAt }) => [lastAt, firstAt]);
  expect([...times].sort().reverse()).toEqual(times);
  expect(page.rows.every(({ source }) => source === "azure")).toBe(true);
});

test("more than a page goes on where the page ended, without gaps or repeats", async () => {
  await fabrikam.owner.query(
    `insert into observations (id, organisation_id, part, subject, facts, hash, source, first_observed_at, last_observed_at, newest)
     select gen_random_uuid(), organisation_id, part, subject, facts, 'older ' || n, source,
       first_observed_at - make_interval(hours => n), first_observed_at - make_interval(hours => n), false
     from observations, generate_series(1, 60) n
     where organisation_id = $1 and part = 'aep' and subject = 'key' and newest`,
    [fabrikam.org],
  );
  const first = await key();
  expect(first.rows).toHaveLength(50);
  const rest = await key(`?cursor=${first.next}`);
  expect(rest.next).toBeNull();
  const ids = [...first.rows, ...rest.rows].map(({ id }) => id);
  expect(new Set(ids).size).toBe(63);
});

test("leaders, strangers and nonsense are refused; support reads", async () => {
  const { running } = fabrikam;
  const leader = (await running.signIn("leader@contoso.example")).browser;
  const support = (await running.signIn("support@contoso.example")).browser;
  const stranger = (await running.signIn("admin@northwind.example")).browser;
  expect((await ask("aep/key", leader)).status).toBe(403);
  expect((await ask("aep/key", support)).status).toBe(200);
  expect((await ask("aep/key", stranger)).status).toBe(404);
  expect((await ask("aep/key?cursor=nonsense")).status).toBe(422);
  for (const path of ["aep/moon", "ajo/key"]) expect((await ask(path)).status).toBeGreaterThanOrEqual(404);
});
