import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TOKEN_PERMISSIONS } from "@/lib/cmk/people/token-permissions";
import { definitionsOf } from "@/lib/server/openapi/definitions-of";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { ROUTE_MODULES } from "./registry";

let running: TestConsole;
let admin: Browser;
let support: Browser;
let owner: pg.Client;
const ids: Record<string, string> = {};
beforeAll(async () => {
  running = await startTestConsole();
  admin = (await running.signIn("admin@contoso.example")).browser;
  support = (await running.signIn("support@contoso.example")).browser;
  const answer = await running.call("GET", "/api/v1/orgs", { browser: support });
  for (const { id, name } of ((await answer.json()) as { rows: { id: string; name: string }[] }).rows)
    ids[name] = id;
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
const INPUT = {
  name: "Nightly",
  permissions: ["organisation.read"],
  organisations: [] as string[],
  days: 30,
};
const make = async (browser: Browser, change: Partial<typeof INPUT> = {}) =>
  json<{ value: string; token: { id: string } }>(
    running.call("POST", "/api/v1/me/tokens", { browser, body: { ...INPUT, ...change } }),
  );
/** As a program: a token, no cookie, no fetch metadata. */
const by = (value: string, method: string, path: string, body?: unknown) =>
  running.call(method, path, {
    body,
    headers: { authorization: `Bearer ${value}`, "sec-fetch-site": "" },
  });
const names = async (value: string) =>
  (await json<{ rows: { name: string }[] }>(by(value, "GET", "/api/v1/orgs"))).rows.map(({ name }) => name);

describe("sessions", () => {
  it("are listed and ended, this one last, and nobody else's", async () => {
    const other = (await running.signIn("admin@contoso.example")).browser;
    type Row = { id: string; current: boolean };
    const list = (browser: Browser) =>
      json<{ rows: Row[] }>(running.call("GET", "/api/v1/me/sessions", { browser }));
    const { rows } = await list(admin);
    expect(rows.filter(({ current }) => current)).toHaveLength(1);
    expect(rows.length).toBeGreaterThan(1);
    const [mine] = (await list(other)).rows.filter(({ current }) => current);
    const foreign = await running.call("DELETE", `/api/v1/me/sessions/${mine?.id}`, { browser: support });
    expect(foreign.status).toBe(404);
    expect((await running.call("DELETE", `/api/v1/me/sessions/${mine?.id}`, { browser: admin })).status).toBe(
      204,
    );
    expect((await running.call("GET", "/api/v1/me", { browser: other })).status).toBe(401);
    await running.signIn("admin@contoso.example");
    expect(await json(running.call("DELETE", "/api/v1/me/sessions", { browser: admin }))).toEqual({
      ended: 1,
    });
    expect((await running.call("GET", "/api/v1/me", { browser: admin })).status).toBe(200);
    const { rows: audit } = await owner.query(
      "select count(*)::int as count from audit_entries where action = 'session.ended' and organisation_id is null",
    );
    expect(audit[0]?.count).toBe(2);
  });
});

describe("tokens", () => {
  it("open what they are given, and are nowhere in the database", async () => {
    const { value, token } = await make(support);
    expect(await names(value)).toEqual(["Contoso Health", "Fabrikam Care", "Northwind Pharma"]);
    const { rows } = await owner.query("select to_jsonb(t)::text as text from audit_entries t");
    expect(rows.map(({ text }) => text).join()).not.toContain(value);
    const list = await json<object>(running.call("GET", "/api/v1/me/tokens", { browser: support }));
    expect(JSON.stringify(list)).not.toContain(value);
    expect(JSON.stringify(list)).toContain(token.id);
  });

  it("are kept to the organisations they name", async () => {
    const { value } = await make(support, { organisations: [ids["Fabrikam Care"] ?? ""] });
    expect(await names(value)).toEqual(["Fabrikam Care"]);
    expect((await by(value, "GET", `/api/v1/orgs/${ids["Fabrikam Care"]}`)).status).toBe(200);
    expect((await by(value, "GET", `/api/v1/orgs/${ids["Contoso Health"]}`)).status).toBe(404);
  });

  it("cannot be made for an organisation that is not the person's", async () => {
    const body = { ...INPUT, organisations: [ids["Fabrikam Care"]] };
    expect((await running.call("POST", "/api/v1/me/tokens", { browser: admin, body })).status).toBe(404);
  });

  it("are refused everything else, on every route, and that is written down", async () => {
    const { value } = await make(admin, { permissions: [...TOKEN_PERMISSIONS] });
    const org = ids["Contoso Health"] ?? "";
    const possible: readonly string[] = TOKEN_PERMISSIONS;
    const forbidden = definitionsOf(ROUTE_MODULES).filter(({ access, method }) =>
      access.kind === "organisation"
        ? !possible.includes(access.permission)
        : access.kind === "session" &&
          (access.permission === null
            ? method !== "GET" || access.inPerson
            : !possible.includes(access.permission)),
    );
    expect(forbidden.length).toBeGreaterThan(20);
    for (const { method, path } of forbidden) {
      const address = path.replace("{org}", org).replace(/\{\w+\}/g, "x");
      const answer = await by(value, method, address, method === "GET" ? undefined : {});
      expect(
        [answer.status, ((await answer.json()) as { reason: string }).reason],
        `${method} ${path}`,
      ).toEqual([403, "token"]);
    }
    const { rows } = await owner.query(
      "select distinct actor_name from audit_entries where action = 'access.refused' and after->>'reason' = 'token'",
    );
    expect(rows).toEqual([{ actor_name: expect.stringMatching(/ \(Nightly\)$/) }]);
  });

  it("are over when revoked, expired, or when the person has not been seen for a month", async () => {
    const { value, token } = await make(admin);
    expect(await names(value)).toEqual(["Contoso Health"]);
    const me =
      "update users set last_sign_in_at = last_sign_in_at - $1::interval where upn = 'admin@contoso.example'";
    await owner.query(me, ["31 days"]);
    expect((await by(value, "GET", "/api/v1/orgs")).status).toBe(401);
    await owner.query(me, ["-31 days"]);
    expect((await by(value, "GET", "/api/v1/orgs")).status).toBe(200);
    expect((await running.call("DELETE", `/api/v1/me/tokens/${token.id}`, { browser: support })).status).toBe(
      404,
    );
    expect((await running.call("DELETE", `/api/v1/me/tokens/${token.id}`, { browser: admin })).status).toBe(
      204,
    );
    expect((await by(value, "GET", "/api/v1/orgs")).status).toBe(401);
    for (const wrong of ["", "clavis_", "x".repeat(50), `clavis_${"A".repeat(43)}`, `${value}0`])
      expect((await by(wrong, "GET", "/api/v1/orgs")).status, wrong).toBe(401);
  });

  it("are not helped by a cookie that comes along", async () => {
    const headers = { authorization: "Bearer nonsense" };
    expect((await running.call("GET", "/api/v1/orgs", { browser: admin, headers })).status).toBe(401);
  });

  it("are named, bounded in time, and may do something", async () => {
    for (const [field, change] of [
      ["name", { name: " " }],
      ["days", { days: 366 }],
      ["days", { days: 0 }],
      ["permissions", { permissions: [] }],
      ["permissions.0", { permissions: ["setup.apply"] }],
    ] as const) {
      const body = { ...INPUT, ...change };
      const answer = await running.call("POST", "/api/v1/me/tokens", { browser: admin, body });
      expect(answer.status).toBe(422);
      expect(((await answer.json()) as { fields: { field: string }[] }).fields[0]?.field).toBe(field);
    }
  });
});
