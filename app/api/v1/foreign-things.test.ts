import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
const lists = routes.filter(({ method, path }) => method === "GET" && !/\{(?!org)/.test(path));

/** Good input for every verb that takes some: the id must be what refuses. */
const settings = { minSeverity: "low", locale: "en", timeZone: "UTC", digestAt: null };
const quiet = { quietFrom: null, quietTo: null };
const known = { revision: 1, enabled: true, name: "Mine", text: "Mine", approve: true, role: "leader" };
const bodyOf = (path: string) => ({ ...settings, ...quiet, ...known, action: actionOf(path) });
const actionOf = (path: string) => (path.includes("{question}") ? "take" : "assign");

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

const ask = async (method: string, path: string, role: Role, thing: string) => {
  const name = thingOf(path) ?? "";
  const address = path.replace("{org}", ids["Contoso Health"] ?? "").replace(`{${name}}`, thing);
  const body = method === "GET" ? undefined : bodyOf(path);
  const answer = await running.call(method, address, { browser: people[role], body });
  const {
    correlationId: _id,
    instance: _path,
    ...problem
  } = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, problem };
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
    it.each(ROLES)("finds no thing of another organisation under one's own: %s", async (role) => {
      await owner.query("delete from rate_limits");
      const absent = await ask(method, path, role, NOTHING);
      expect([403, 404]).toContain(absent.status);
      for (const [kind, id] of Object.entries(things)) {
        await owner.query("delete from rate_limits");
        const answer = await ask(method, path, role, id);
        expect(answer, kind).toEqual(absent);
      }
    });
  },
);
