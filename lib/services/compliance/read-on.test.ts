import { afterAll, beforeAll, expect, it } from "vitest";
import { SORTS } from "@/lib/cmk/compliance/filter";
import { EVERYTHING } from "@/lib/db/test-world";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import { COMPLIANCE } from "../exports/wide/compliance";
import type { WideContext } from "../wide-context";
import { getCompliance } from "./get-compliance";
import { getFramework, listOrganisationsByControls } from "./get-framework";
import { refreshPostures } from "./refresh-postures";

const ADDED = 430;
const HOSTILE = [
  "=cmd|' /C calc'!A0",
  "الشركة \u202Eأ",
  "🔑🔒 Keys",
  "<b>bold</b>",
  `Long ${"x".repeat(190)}`,
];

let world: SetupWorld;
const everywhere = (): WideContext => ({
  ...world.as(["leader"]),
  rolesIn: () => ["leader"],
  scope: EVERYTHING,
});

beforeAll(async () => {
  world = await openSetupWorld();
  await world.owner.query(
    `insert into organisations (id, name, ims_org_id, region, shield, cja_bought, azure_tenant_id, azure_subscription_id, created_at, updated_at)
     select gen_random_uuid(), coalesce(($2::text[])[n], 'Organisation ' || n / 3), upper(lpad(to_hex(n + 4096), 24, '0')) || '@AdobeOrg',
       'va7', 'healthcare', true, gen_random_uuid(), gen_random_uuid(), now(), now() from generate_series(1, $1::int) n`,
    [ADDED, HOSTILE],
  );
  await refreshPostures(everywhere(), 1000);
  // Many alike, some never looked at.
  await world.owner.query(
    `update postures p set stale = false, evaluated_at = now() + interval '1 day',
       verdict = (array['protected', 'at-risk', 'in-setup'])[1 + n % 3], since = case when n % 4 > 0 then now() - make_interval(days => n % 7) end,
       verified_at = case when n % 5 > 0 then now() - make_interval(mins => n % 9) end
     from (select organisation_id, (row_number() over (order by organisation_id))::int as n from postures) o
     where o.organisation_id = p.organisation_id`,
  );
}, 120_000);
afterAll(() => world?.end());

async function exported(filter: object): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof COMPLIANCE.page>> = await COMPLIANCE.page(
      everywhere(),
      filter,
      cursor,
    );
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor);
  return rows;
}

it.each(SORTS.flatMap((sort) => [sort, `-${sort}`]))(
  "the leader's table by %s is read to its end, each organisation once, in the order of the screen",
  async (sort) => {
    const rows = await exported({ sort });
    const ids = rows.map(({ id }) => id);
    expect(ids).toHaveLength(ADDED + 2);
    expect(new Set(ids).size).toBe(ADDED + 2);
    const { rows: first } = await getCompliance(everywhere(), { sort, page: 1 });
    const { rows: fifth } = await getCompliance(everywhere(), { sort, page: 5 });
    expect(ids.slice(0, 50)).toEqual(first.map(({ id }) => id));
    expect(ids.slice(200, 250)).toEqual(fifth.map(({ id }) => id));
  },
  60_000,
);

it("what leaves the front of the list meanwhile takes nobody behind along", async () => {
  const first = await COMPLIANCE.page(everywhere(), { sort: "name" }, null);
  const gone = first.rows.slice(0, 20).map(({ id }) => id);
  await world.owner.query("update postures set verdict = 'not-started' where organisation_id = any ($1)", [
    gone,
  ]);
  const second = await COMPLIANCE.page(everywhere(), { sort: "name" }, first.next);
  const ids = [...first.rows, ...second.rows].map(({ id }) => id);
  expect(new Set(ids).size).toBe(400);
});

it("a year of keys is counted by month and kind, and what lies behind it is not", async () => {
  const at = new Date();
  const month = (ahead: number) =>
    new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + ahead, 15, 12)).toISOString();
  await world.owner.query("delete from coming_events");
  for (const [ahead, kind, part] of [
    [2, "key-expires", "aep"],
    [2, "key-expires", "cja"],
    [11, "key-rotates", "aep"],
    [12, "key-rotates", "cja"],
  ] as const)
    await world.owner.query(
      "insert into coming_events (organisation_id, part, kind, at, subject) values ($1, $2, $3, $4, 'cmk')",
      [world.mine.id, part, kind, month(ahead)],
    );
  const { calendar } = await getCompliance(everywhere());
  expect(calendar).toEqual([
    { month: month(2).slice(0, 7), kind: "key-expires", count: 2 },
    { month: month(11).slice(0, 7), kind: "key-rotates", count: 1 },
  ]);
});

it("hostile names are in it as they are", async () => {
  const names = (await exported({ sort: "name" })).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(HOSTILE));
});

it("organisations by controls are read to their end, each once, in the order of the screen", async () => {
  await world.owner.query(
    `insert into check_standings (organisation_id, part, check_id, state, since)
     select organisation_id, 'aep', c, (case when n % 9 = 0 then 'fail' else 'pass' end)::check_state, now()
     from (select organisation_id, row_number() over (order by organisation_id) as n from postures) p,
       unnest(array['VLT-03', 'VLT-04', 'KEY-06']) c where n % 5 > 0 on conflict do nothing`,
  );
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listOrganisationsByControls>> = await listOrganisationsByControls(
      everywhere(),
      "cis-6.0",
      cursor,
      70,
    );
    ids.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
  } while (cursor);
  expect(new Set(ids).size).toBe(ADDED + 2);
  expect(ids).toHaveLength(ADDED + 2);
  for (const page of [1, 2, 5]) {
    const { organisations } = await getFramework(everywhere(), "cis-6.0", page);
    expect(ids.slice((page - 1) * 50, page * 50)).toEqual(organisations.map(({ id }) => id));
  }
  await expect(listOrganisationsByControls(everywhere(), "cis-6.0", "abc")).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
}, 60_000);
