import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HAND_OVER_HEADER } from "@/lib/cmk/hand-over";
import { may, type Role } from "@/lib/cmk/permissions";
import { routes as addresses } from "@/lib/routes";
import { definitionsOf } from "@/lib/server/openapi/definitions-of";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { ROUTE_MODULES } from "./registry";

const NOWHERE: Browser = new Map();
/** An alert, exception or channel that no organisation has. */
const THING = "00000000-0000-7000-8000-000000000000";
const routes = definitionsOf(ROUTE_MODULES).filter(
  ({ path, access }) => path.startsWith("/api/v1/") && access.kind !== "public",
);
const inOrganisation = routes.filter(({ access }) => access.kind === "organisation");

let running: TestConsole;
let owner: pg.Client;
const people = {} as Record<Role, Browser>;
/** Signed in without a role, as whoever opens the link of a hand-over. */
let guest: Browser;
/** Administrator of all organisations: reads the system's log. */
let operator: Browser;
const everywhere: Partial<Record<Role, string[]>> = {};
const ids: Record<string, string> = {};
const names = async (browser: Browser) =>
  (
    (await (await running.call("GET", "/api/v1/orgs", { browser })).json()) as { rows: { name: string }[] }
  ).rows.map((row) => row.name);
beforeAll(async () => {
  running = await startTestConsole();
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  for (const role of ["admin", "leader", "support"] as const)
    people[role] = (await running.signIn(`${role}@contoso.example`)).browser;
  guest = (await running.signIn("nobody@contoso.example", addresses.handOver("A".repeat(43)))).browser;
  const answer = await running.call("GET", "/api/v1/orgs", { browser: people.leader });
  for (const { id, name } of ((await answer.json()) as { rows: { id: string; name: string }[] }).rows)
    ids[name] = id;
  for (const role of ["leader", "support"] as const) everywhere[role] = await names(people[role]);
  // Whoever belongs to all organisations is nowhere a stranger: from here on they belong to one, as the admin does.
  await owner.query("set clavis.organisations = '*'");
  await owner.query(
    `update memberships set organisation_id = $1 where organisation_id is null and role <> 'admin'`,
    [ids["Contoso Health"]],
  );
  operator = (await running.signIn("operator@contoso.example")).browser;
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});
// One person asks more in these tests than anybody may in a minute.
beforeEach(async () => {
  await owner.query("delete from rate_limits");
});

const address = (path: string, org: string) =>
  path
    .replace("{org}", org)
    .replace("{part}", "aep")
    .replace("{step}", "vault")
    .replace("{id}", "KEY-04")
    .replace("{session}", "0".repeat(64))
    .replace("{framework}", "hipaa")
    // Whatever else an address names: a thing that no organisation has.
    .replace(/\{\w+\}/g, THING);
const audited = async (browser: Browser, org: string) =>
  (
    (await (
      await running.call("GET", `/api/v1/orgs/${org}/audit?action=access.refused`, { browser })
    ).json()) as { rows: { subject: string }[] }
  ).rows;

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  "%s",
  (_name, { method, path, access }) => {
    const call = (org: string, browser: Browser, headers = {}) =>
      running.call(method, address(path, org), { browser, headers, body: method === "GET" ? undefined : {} });
    const permission = "permission" in access ? access.permission : null;

    if (access.kind !== "public")
      it("refuses somebody who is not signed in", async () => {
        expect((await call(randomUUID(), NOWHERE)).status).toBe(401);
        expect((await call(randomUUID(), new Map([["clavis", "A".repeat(43)]]))).status).toBe(401);
      });

    if (method !== "GET")
      it("refuses another site", async () => {
        const answer = await call(ids["Contoso Health"] ?? "", people.admin, {
          "sec-fetch-site": "cross-site",
          origin: "https://evil.example",
        });
        expect(answer.status).toBe(403);
      });

    if (access.kind === "organisation")
      it("finds no organisation that is another's, unknown, or malformed", async () => {
        const answers = await Promise.all(
          [ids["Fabrikam Care"] ?? "", randomUUID(), "7", "%27or%201"].map(async (org) => {
            const { title, status, detail, code } = (await (await call(org, people.admin)).json()) as Record<
              string,
              unknown
            >;
            return { title, status, detail, code };
          }),
        );
        expect(answers[0]?.status).toBe(404);
        for (const answer of answers) expect(answer).toEqual(answers[0]);
      });

    if (access.kind === "organisation")
      it("writes down, in the log that no organisation sees, who asked for another's", async () => {
        const org = ids["Fabrikam Care"] ?? "";
        const strangers = { ...people, guest };
        for (const [who, browser] of Object.entries(strangers))
          expect((await call(org, browser)).status, who).toBe(404);
        const query = `subject=${encodeURIComponent(`${method} ${address(path, org)}`)}&chain=system`;
        const answer = await running.call("GET", `/api/v1/audit?action=access.refused&${query}`, {
          browser: operator,
        });
        const { rows } = (await answer.json()) as { rows: { actorName: string }[] };
        expect(new Set(rows.map(({ actorName }) => actorName)).size).toBe(4);
        const theirs = await running.call(
          "GET",
          `/api/v1/orgs/${org}/audit?${query.replace("&chain=system", "")}`,
          { browser: operator },
        );
        expect(((await theirs.json()) as { rows: unknown[] }).rows).toEqual([]);
      });

    if (access.kind === "hand-over")
      it("finds nothing for a secret that is missing, malformed or unknown, whoever asks", async () => {
        const secrets = ["", "7", "%27or%201", "A".repeat(43)];
        const answers = await Promise.all(
          [people.admin, guest].flatMap((browser) =>
            secrets.map(async (secret) => {
              const answer = await call("", browser, { [HAND_OVER_HEADER.toLowerCase()]: secret });
              const { correlationId: _id, ...problem } = (await answer.json()) as Record<string, unknown>;
              return problem;
            }),
          ),
        );
        expect(answers[0]?.status).toBe(404);
        for (const answer of answers) expect(answer).toEqual(answers[0]);
      });
    else if (access.kind !== "public")
      it("refuses somebody who came for a handed-over step", async () => {
        const answer = await call(ids["Contoso Health"] ?? "", guest);
        expect(answer.status).toBe(access.kind === "session" ? 403 : 404);
      });

    const refused = (["admin", "leader", "support"] as const).filter(
      (role) => permission !== null && !may([role], permission),
    );
    if (refused.length > 0)
      it("refuses roles without its permission, and writes that down", async () => {
        const org = ids["Contoso Health"] ?? "";
        for (const role of refused) expect((await call(org, people[role])).status, role).toBe(403);
        if (access.kind !== "organisation") return;
        const subject = `${method} ${address(path, org)}`;
        expect((await audited(people.admin, org)).map((row) => row.subject)).toContain(subject);
      });
  },
);

it("walks every route", () => {
  expect(inOrganisation.length).toBeGreaterThan(18);
});

it("gives every role what its permissions say, and no organisation too many", async () => {
  expect(await names(people.admin)).toEqual(["Contoso Health"]);
  expect(await names(people.leader)).toEqual(["Contoso Health"]);
  const all = ["Contoso Health", "Fabrikam Care", "Northwind Pharma"];
  expect(everywhere).toEqual({ leader: all, support: all });
});
