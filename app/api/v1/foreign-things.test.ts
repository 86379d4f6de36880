import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Role } from "@/lib/cmk/permissions";
import { definitionsOf } from "@/lib/server/openapi/definitions-of";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { seedForeignThings } from "@/test/foreign-things";
import { ROUTE_MODULES } from "./registry";

/** A thing that no organisation has. */
const NOTHING = "00000000-0000-7000-8000-000000000000";
const ROLES = ["admin", "leader", "support"] as const;
/** Parts of an address that name no stored thing. */
const NO_THINGS = new Set(["org", "part", "step", "framework", "table"]);
const routes = definitionsOf(ROUTE_MODULES).filter(({ access }) => access.kind === "organisation");
const thingOf = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).find((name) => !NO_THINGS.has(name));
const withThing = routes.filter(({ path }) => thingOf(path));
/** What the pattern of an id has, and no other. */
const GUID_LIKE = "{12}";
/** Queries that name something by its id. */
const asking = definitionsOf(ROUTE_MODULES).flatMap((route) => {
  const { properties = {} } = route.query ? (z.toJSONSchema(route.query, { io: "input" }) as Described) : {};
  const ids = Object.entries(properties).filter(
    ([, { pattern, format }]) => pattern?.includes(GUID_LIKE) || format === "uuid",
  );
  return ids.map(([name]) => [`${route.method} ${route.path}?${name}`, route, name] as const);
});
const lists = routes.filter(({ method, path }) => method === "GET" && !/\{(?!org)/.test(path));

/** Good input for every verb that takes some: the id must be what refuses. */
const settings = { minSeverity: "low", locale: "en", timeZone: "UTC", digestAt: null };
const quiet = { quietFrom: null, quietTo: null };
const known = { revision: 1, enabled: true, name: "Mine", text: "Mine", approve: true, role: "leader" };
const bodyOf = (path: string) => ({ ...settings, ...quiet, ...known, action: actionOf(path) });
const actionOf = (path: string) => (path.includes("{question}") ? "take" : "assign");

type Described = { properties?: Record<string, { pattern?: string; format?: string }> };

let running: TestConsole;
let owner: pg.Client;
const people = {} as Record<Role, Browser>;
const ids: Record<string, string> = {};
/** By table, a thing of Fabrikam's. */
let things: Record<string, string>;
beforeAll(async () => {
  running = await startTestConsole();
  for (const role of ROLES) people[role] = (await running.signIn(`${role}@contoso.example`)).browser;
  const answer = await running.call("GET", "/api/v1/orgs", { browser: people.support });
  for (const { id, name } of ((await answer.json()) as { rows: { id: string; name: string }[] }).rows)
    ids[name] = id;
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  things = await seedForeignThings(owner, ids["Fabrikam Care"] ?? "");
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

/** The answer, without what every one has of its own, and whether the log has the refusal. */
const ask = async (method: string, path: string, role: Role, thing: string) => {
  await owner.query("delete from rate_limits");
  const name = thingOf(path) ?? "";
  const address = path
    .replace("{org}", ids["Contoso Health"] ?? "")
    .replace("{part}", "aep")
    .replace("{step}", "vault")
    .replace(`{${name}}`, thing);
  const body = method === "GET" ? undefined : bodyOf(path);
  const answer = await running.call(method, address, { browser: people[role], body });
  const { correlationId, instance: _path, ...problem } = (await answer.json()) as Record<string, unknown>;
  const { rowCount } = await owner.query(
    "select from audit_entries where action = 'access.refused' and correlation_id = $1",
    [correlationId],
  );
  return { status: answer.status, problem, logged: rowCount };
};

it("has a thing of each kind", () => {
  expect(Object.keys(things)).toEqual(
    expect.arrayContaining([
      "alerts",
      "audit_streams",
      "calendar_feeds",
      "channels",
      "deliveries",
      "evidence_packs",
      "check_exceptions",
      "findings",
      "hand_overs",
      "invitations",
      "notes",
      "questions",
    ]),
  );
});

// First: the log names, later, what the others below asked for.
describe.each(lists.map(({ path }) => path))("GET %s", (path) => {
  it.each(ROLES)("shows nothing of another organisation: %s", async (role) => {
    const address = path.replace("{org}", ids["Contoso Health"] ?? "");
    const answer = await running.call("GET", address, { browser: people[role] });
    const text = await answer.text();
    for (const [kind, id] of Object.entries(things)) expect(text.includes(id), kind).toBe(false);
    expect(text).not.toContain("Fabrikam");
  });
});

describe.each(withThing.map((route) => [`${route.method} ${route.path}`, route] as const))(
  "%s",
  (_name, { method, path }) => {
    it.each(ROLES)(
      "finds no thing of another organisation under one's own, and writes that down: %s",
      async (role) => {
        const absent = await ask(method, path, role, NOTHING);
        expect([403, 404]).toContain(absent.status);
        expect(absent.logged).toBe(1);
        for (const [kind, id] of Object.entries(things)) {
          const answer = await ask(method, path, role, id);
          expect(answer, kind).toEqual(absent);
        }
      },
    );
  },
);

describe.each(asking)("%s", (_name, { method, path }, asked) => {
  it.each(ROLES)("names nothing of another organisation, and that is written down: %s", async (role) => {
    const foreign = asked === "organisation" ? [ids["Fabrikam Care"] ?? ""] : Object.values(things);
    for (const id of [NOTHING, ...foreign]) {
      // Leaders and support of these tests belong to every organisation: Fabrikam's own id is theirs to name.
      if (asked === "organisation" && id !== NOTHING && role !== "admin") continue;
      const answer = await ask(method, `${path}?${asked}=${id}`, role, id);
      expect([403, 404]).toContain(answer.status);
      expect(answer.logged).toBe(1);
    }
  });
});

it("walks every query that names something", () => {
  expect(asking.map(([name]) => name)).toEqual([
    "GET /api/v1/commands?organisation",
    "GET /api/v1/orgs/{org}/notes?findingId",
    "DELETE /api/v1/orgs/{org}/setup/{part}/steps/{step}/approval?id",
    "DELETE /api/v1/orgs/{org}/setup/{part}/steps/{step}/hand-overs?id",
    "DELETE /api/v1/orgs/{org}/setup/{part}/steps/{step}/statements?id",
  ]);
});
