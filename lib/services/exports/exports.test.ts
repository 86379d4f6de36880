import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ORGANISATION_EXPORTS, type OrganisationExport } from "@/lib/cmk/exports/export-tables";
import { may } from "@/lib/cmk/permissions";
import { newId } from "@/lib/db/new-id";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { verifyNow } from "@/test/verify-now";
import { ORGANISATION_TABLES } from "./organisation-tables";

let running: TestConsole;
let owner: pg.Client;
const people: Record<string, Browser> = {};
const ids: Record<string, string> = {};
const fabrikam = () => ids["Fabrikam Care"] ?? "";

beforeAll(async () => {
  running = await startTestConsole();
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  for (const upn of ["admin@fabrikam.example", "leader@contoso.example", "support@contoso.example"])
    people[upn.split("@")[0] ?? ""] = (await running.signIn(upn)).browser;
  const answer = await running.call("GET", "/api/v1/orgs", { browser: people.leader });
  for (const { id, name } of ((await answer.json()) as { rows: { id: string; name: string }[] }).rows)
    ids[name] = id;
  await verifyNow(running, fabrikam(), people.admin as Browser);
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

const take = (who: string, path: string) => running.call("GET", path, { browser: people[who] });
const own = (table: string, query = "") => `/api/v1/orgs/${fabrikam()}/exports/${table}${query}`;

describe.each(Object.keys(ORGANISATION_EXPORTS) as OrganisationExport[])("the table %s", (table) => {
  test("is a CSV file with a head, and the same as JSON", async () => {
    const csv = await take("admin", own(table));
    expect(csv.status).toBe(200);
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.headers.get("content-disposition")).toMatch(
      new RegExp(`filename="clavis-${table}-[\\d-]+\\.csv"`),
    );
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await csv.arrayBuffer());
    const { columns, permission } = ORGANISATION_TABLES[table];
    expect(text.startsWith(`\uFEFF${columns.join(",")}\r\n`)).toBe(true);
    expect(permission).toBe(ORGANISATION_EXPORTS[table]);
    const rows = (await (await take("admin", own(table, "?format=json"))).json()) as object[];
    for (const row of rows) expect(Object.keys(row)).toEqual([...columns]);
  });

  test("is refused to a role without its permission, and to another organisation's people", async () => {
    const allowed = may(["leader"], ORGANISATION_EXPORTS[table]);
    expect((await take("leader", own(table))).status).toBe(allowed ? 200 : 403);
    const other = own(table).replace(fabrikam(), ids["Northwind Pharma"] ?? "");
    expect((await take("admin", other)).status).toBe(404);
  });
});

test("what was taken is in the trail, with its filter", async () => {
  await take("support", own("alerts", "?format=json&status=open"));
  const { rows } = (await (
    await take("admin", `/api/v1/orgs/${fabrikam()}/audit?action=table.exported`)
  ).json()) as { rows: { subject: string; after: object }[] };
  expect(rows[0]).toMatchObject({ subject: "alerts", after: { format: "json", filter: { status: "open" } } });
});

test("a table over all organisations is as wide as the permission for it, not as the right to see them", async () => {
  const leaders = "select id from users where upn = 'leader@contoso.example'";
  await owner.query(`update users set app_roles = '{Clavis.Leader,Clavis.Support}' where id = (${leaders})`);
  await owner.query(
    `insert into memberships (id, user_id, organisation_id, role) values ($1, (${leaders}), $2, 'support')`,
    [newId(), ids["Northwind Pharma"]],
  );
  const rows = (await (await take("leader", "/api/v1/exports/audit?format=json")).json()) as {
    organisation: { name: string } | null;
  }[];
  expect(new Set(rows.map(({ organisation }) => organisation?.name))).toEqual(new Set(["Northwind Pharma"]));
  await owner.query(`delete from memberships where organisation_id is not null and user_id = (${leaders})`);
  await owner.query(`update users set app_roles = '{Clavis.Leader}' where id = (${leaders})`);
});

test("people are a table for administrators of all organisations", async () => {
  const { browser } = await running.signIn("operator@contoso.example");
  const answer = await running.call("GET", "/api/v1/exports/people?format=json&bound=all", { browser });
  const names = ((await answer.json()) as { upn: string }[]).map(({ upn }) => upn.split("@")[0]);
  expect(names.sort()).toEqual(["leader", "operator", "support"]);
  for (const who of ["admin", "leader", "support"])
    expect((await take(who, "/api/v1/exports/people")).status, who).toBe(403);
});

test("a filter is respected, and one that makes no sense is refused", async () => {
  const json = async (query: string) =>
    (await (await take("admin", own("checks", `?format=json&${query}`))).json()) as { state: string }[];
  const all = await json("");
  const passed = await json("state=pass");
  expect(passed.length).toBeLessThan(all.length);
  expect(new Set(passed.map(({ state }) => state))).toEqual(new Set(["pass"]));
  expect((await take("admin", own("checks", "?state=maybe"))).status).toBe(422);
  expect((await take("admin", own("checks", "?format=exe"))).status).toBe(422);
  expect((await take("admin", own("secrets"))).status).toBe(404);
});

test("texts that a spreadsheet would run are texts", async () => {
  const hostile = [
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    'a"b,c\r\nd',
    "鍵 \u202Eabc",
    "🔑 الشركة",
    "<script>alert(1)</script>",
    `Long${"word".repeat(180)}`,
    "agreed with ada.lovelace@contoso.example",
  ];
  for (const text of hostile)
    await owner.query(
      `insert into statements (id, organisation_id, part, step, reference, stated_by_name) values ($1, $2, 'aep', 'entitlement', $3, 'Eve')`,
      [newId(), fabrikam(), text],
    );
  const csv = await (await take("admin", own("statements"))).text();
  expect(csv).toContain("\"'=HYPERLINK(");
  for (const start of [",'+1+1,", ",'-2,", ",'@SUM(A1),"]) expect(csv).toContain(start);
  expect(csv).toContain('"a""b,c\r\nd"');
  const rows = (await (await take("admin", own("statements", "?format=json"))).json()) as {
    reference: string;
  }[];
  expect(rows.map(({ reference }) => reference)).toEqual(expect.arrayContaining(hostile));
});

test("more rows than a page are all there, once, newest first", async () => {
  await owner.query(
    `insert into statements (id, organisation_id, part, step, reference, stated_by_name, stated_at)
     select gen_random_uuid(), $1, 'cja', 'ticket', 'row-' || n, 'Ada', '2026-01-01'::timestamptz + (n / 3) * interval '1 minute'
     from generate_series(1, 1700) n`,
    [fabrikam()],
  );
  const rows = (await (await take("admin", own("statements", "?format=json"))).json()) as {
    reference: string;
    statedAt: string;
  }[];
  const mine = rows.filter(({ reference }) => reference.startsWith("row-"));
  expect(mine).toHaveLength(1700);
  expect(new Set(mine.map(({ reference }) => reference)).size).toBe(1700);
  const times = mine.map(({ statedAt }) => statedAt);
  expect(times).toEqual(times.toSorted().toReversed());
});

test("a page that fails breaks the file off: it never ends as if it were whole", async () => {
  const answer = await take("admin", own("statements", "?format=json"));
  await owner.query("alter table statements rename to statements_away");
  try {
    await expect(answer.text()).rejects.toThrow();
  } finally {
    await owner.query("alter table statements_away rename to statements");
  }
});

describe("over all organisations", () => {
  test.each(["controls", "organisations-by-controls"])(
    "%s are those of a framework that is named",
    async (table) => {
      const path = `/api/v1/exports/${table}`;
      const rows = (await (await take("leader", `${path}?format=json&framework=cis-6.0`)).json()) as object[];
      expect(rows.length).toBeGreaterThanOrEqual(3);
      expect(rows[0]).toMatchObject({ framework: "cis-6.0", "not-met": expect.any(Number) });
      expect((await take("leader", path)).status).toBe(422);
      expect((await take("leader", `${path}?framework=none`)).status).toBe(422);
    },
  );

  test("what comes, and exceptions that hold, are read to their end by their dates", async () => {
    await owner.query("delete from coming_events");
    await owner.query(
      `insert into coming_events (organisation_id, part, kind, at, subject)
       select $1, p::part, 'kind-' || n, now() + make_interval(days => 1 + n / 7), 'cmk'
       from generate_series(1, 600) n, unnest(array['aep', 'cja']) p`,
      [fabrikam()],
    );
    await owner.query(
      `insert into check_exceptions (id, organisation_id, part, check_id, owner_name, reason, expires_at, requested_by,
         requested_by_name, requested_at, decided_by, decided_by_name, decided_at, approved)
       select gen_random_uuid(), $1, 'aep', 'X-' || n, 'Owner', 'A reason that is long enough', now() + make_interval(days => 1 + n / 7),
         gen_random_uuid(), 'Ada', now(), gen_random_uuid(), 'Bob', now(), true from generate_series(1, 600) n`,
      [fabrikam()],
    );
    const rows = async (table: string) =>
      (await (await take("leader", `/api/v1/exports/${table}?format=json`)).json()) as Record<
        string,
        string
      >[];
    const coming = await rows("coming");
    expect(new Set(coming.map((row) => `${row.part} ${row.kind} ${row.subject}`)).size).toBe(1800);
    expect(coming).toHaveLength(1800);
    const times = coming.map(({ at }) => at ?? "");
    expect(times).toEqual(times.toSorted());
    const held = await rows("exceptions");
    expect(new Set(held.map(({ id }) => id)).size).toBe(600);
  });

  test.each(["organisations", "compliance", "audit"])("%s holds what the person may see", async (table) => {
    const answer = await take(
      table === "audit" ? "support" : "leader",
      `/api/v1/exports/${table}?format=json`,
    );
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as object[]).length).toBeGreaterThanOrEqual(3);
  });
  test("organisations that are searched for are those that the page finds, whatever is known of them", async () => {
    const names = async (search: string) =>
      (
        (await (
          await take(
            "leader",
            `/api/v1/exports/organisations?format=json&search=${encodeURIComponent(search)}`,
          )
        ).json()) as { name: string }[]
      ).map(({ name }) => name);
    expect(await names("kv-fabrikam-aep")).toEqual(["Fabrikam Care"]);
    expect(await names("Fabrikma")).toEqual(["Fabrikam Care"]);
    expect(await names("no such thing")).toEqual([]);
    const hits = await (
      await take(
        "leader",
        `/api/v1/search?q=${encodeURIComponent("https://kv-fabrikam-aep.vault.azure.net/")}`,
      )
    ).json();
    expect((hits as { rows: { name: string }[] }).rows.map(({ name }) => name)).toEqual(
      await names("https://kv-fabrikam-aep.vault.azure.net/"),
    );
  });

  test("a person of one organisation gets that one, and the system's trail has it", async () => {
    const rows = (await (await take("admin", "/api/v1/exports/organisations?format=json")).json()) as {
      name: string;
    }[];
    expect(rows.map(({ name }) => name)).toEqual(["Fabrikam Care"]);
    const { rows: trail } = await owner.query(
      "select subject from audit_entries where organisation_id is null and action = 'table.exported'",
    );
    expect(trail.map(({ subject }) => subject)).toContain("organisations");
    expect((await take("leader", "/api/v1/exports/audit")).status).toBe(403);
  });
});

describe("one's own tables", () => {
  test("sessions and tokens hold one's own, and nothing that opens anything", async () => {
    const made = await running.call("POST", "/api/v1/me/tokens", {
      browser: people.admin,
      body: { name: "=cmd()", permissions: ["organisation.read"], organisations: [], days: 7 },
    });
    const { value } = (await made.json()) as { value: string };
    for (const format of ["csv", "json"]) {
      const tokens = await (await take("admin", `/api/v1/me/exports/tokens?format=${format}`)).text();
      expect(tokens).toContain("cmd()");
      expect(tokens).not.toContain(value.slice(8));
      expect(tokens).not.toMatch(/[0-9a-f]{64}/);
      const sessions = await (await take("admin", `/api/v1/me/exports/sessions?format=${format}`)).text();
      expect(sessions.split("\n").length).toBeGreaterThan(1);
      expect(sessions).not.toMatch(/[0-9a-f]{64}/);
    }
    expect(await (await take("admin", "/api/v1/me/exports/tokens")).text()).toContain("'=cmd()");
    expect(await (await take("support", "/api/v1/me/exports/tokens")).text()).not.toContain("cmd()");
    const entries = await owner.query(
      "select after from audit_entries where action = 'table.exported' and subject = 'admin@fabrikam.example'",
    );
    expect(entries.rows[0]).toMatchObject({ after: { table: "tokens", format: "csv" } });
  });

  test("are asked for in person, by those who may read them", async () => {
    expect((await running.call("GET", "/api/v1/me/exports/sessions", {})).status).toBe(401);
    expect((await take("leader", "/api/v1/me/exports/inbox")).status).toBe(403);
    expect((await take("support", "/api/v1/me/exports/audit-views")).status).toBe(200);
    expect((await take("admin", "/api/v1/me/exports/users")).status).toBe(404);
  });
});

test("notes are whole for those who may read them, with the names that they mention", async () => {
  const text = "@support@contoso.example look: https://kv-fabrikam-aep.vault.azure.net/keys/adobe-cmk";
  await running.call("POST", `/api/v1/orgs/${fabrikam()}/notes`, { browser: people.admin, body: { text } });
  const rows = (await (await take("support", own("notes", "?format=json"))).json()) as { text: string }[];
  expect(rows[0]?.text).toBe(text);
  const happened = (await (await take("support", own("timeline", "?format=json&source=note"))).json()) as {
    text: string;
  }[];
  expect(happened[0]?.text).toBe(text);
});
