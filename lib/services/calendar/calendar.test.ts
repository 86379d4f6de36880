import ICAL from "ical.js";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { OrganisationView } from "@/lib/cmk/views";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { verifyNow } from "@/test/verify-now";

const ours = vi.hoisted(() => ({ end: null as string | null }));
vi.mock("@/lib/server/clouds/own-credential", () => ({
  ownCredentialEnd: () => ours.end,
  nearCredentialEnd: () => null,
}));

let running: TestConsole;
let owner: pg.Client;
let leader: Browser;
let org: string;
const ask = (method: string, path: string, browser?: Browser) => running.call(method, path, { browser });

beforeAll(async () => {
  running = await startTestConsole();
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  leader = (await running.signIn("leader@contoso.example")).browser;
  const { rows } = await owner.query("select id from organisations where name like 'Fabrikam%'");
  org = rows[0].id;
  const support = (await running.signIn("support@contoso.example")).browser;
  await verifyNow(running, org, support);
  expect((await ask("POST", `/api/v1/orgs/${org}/calendars`, support)).status).toBe(403);
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

const readFeed = async (token: string, lang: string) => {
  const answer = await ask("GET", `/api/v1/calendars/${token}?lang=${lang}`);
  expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
  return calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
};

it("a leader makes an address that works without signing in, in both languages, and ends it", async () => {
  const made = await ask("POST", `/api/v1/orgs/${org}/calendars`, leader);
  expect(made.status).toBe(201);
  const { feed, token } = (await made.json()) as { feed: { id: string }; token: string };
  const { rows: stored } = await owner.query("select * from calendar_feeds");
  expect(JSON.stringify(stored)).not.toContain(token);

  const english = await readFeed(token, "en");
  const french = await readFeed(token, "fr");
  const expires = english.filter(({ uid }) => uid.includes("key-expires"));
  expect(expires).toHaveLength(2);
  expect(expires[0]?.summary).toContain("Fabrikam Care");
  expect(expires[0]?.component.getAllSubcomponents("valarm")).toHaveLength(2);
  expect(french.map(({ uid }) => uid)).toEqual(english.map(({ uid }) => uid));
  expect(french.map(({ summary }) => summary)).not.toEqual(english.map(({ summary }) => summary));
  const { rows: keys } = await owner.query(
    "select facts -> 'value' ->> 'expires' as at from observations where organisation_id = $1 and subject = 'key' and part = 'aep' and newest",
    [org],
  );
  const aep = expires.find(({ uid }) => uid.includes("-aep-"));
  expect(aep?.startDate.toJSDate().getTime()).toBe(Math.floor(Date.parse(keys[0].at) / 1000) * 1000);

  const { feeds } = (await (await ask("GET", `/api/v1/orgs/${org}/calendars`, leader)).json()) as {
    feeds: { id: string; lastReadAt: string | null }[];
  };
  expect(feeds).toMatchObject([{ id: feed.id, lastReadAt: expect.any(String) }]);
  const { rows: others } = await owner.query("select id from organisations where id <> $1 limit 1", [org]);
  expect((await ask("DELETE", `/api/v1/orgs/${others[0].id}/calendars/${feed.id}`, leader)).status).toBe(404);
  expect((await ask("DELETE", `/api/v1/orgs/${org}/calendars/${feed.id}`, leader)).status).toBe(200);
  expect((await ask("GET", `/api/v1/calendars/${token}`)).status).toBe(404);
  const { rows: audit } = await owner.query(
    "select action from audit_entries where organisation_id = $1 and action like 'calendar.%' order by at, action",
    [org],
  );
  expect(audit.map(({ action }) => action)).toEqual(["calendar.created", "calendar.revoked"]);
});

it("the rotation of a key and the end of an exception are in the calendar, and go with them", async () => {
  const admin = (await running.signIn("admin@fabrikam.example")).browser;
  const path = `/api/v1/orgs/${org}`;
  const { token } = (await (await ask("POST", `${path}/calendars`, leader)).json()) as { token: string };
  const datesOf = async (part: string) =>
    (await readFeed(token, "en"))
      .filter(({ uid }) => uid.includes(part))
      .map(({ startDate }) => startDate.toJSDate().toISOString().slice(0, 10));
  const { rows: keys } = await owner.query(
    `select part::text as part, to_char((facts -> 'value' ->> 'created')::timestamptz
       + (facts -> 'value' -> 'rotationPolicy' ->> 'rotateAfter')::interval, 'YYYY-MM-DD') as day
     from observations where organisation_id = $1 and subject = 'key' and newest order by part`,
    [org],
  );
  expect(keys).toHaveLength(2);
  for (const { part, day } of keys) expect(await datesOf(`-${part}-rotates`)).toEqual([day]);

  expect(await datesOf("exception-")).toEqual([]);
  const body = {
    part: "aep",
    check: "NET-06",
    owner: "Grace",
    reason: "Reached over trusted services only.",
    days: 90,
  };
  const asked = await running.call("POST", `${path}/exceptions`, { browser: admin, body });
  const { id } = (await asked.json()) as { id: string };
  expect(await datesOf("exception-")).toEqual([]);
  const decision = { browser: leader, body: { approve: true } };
  expect((await running.call("POST", `${path}/exceptions/${id}/decision`, decision)).status).toBe(200);
  const day = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  expect(await datesOf("exception-")).toEqual([day]);
  expect((await running.call("DELETE", `${path}/exceptions/${id}`, { browser: admin })).status).toBe(200);
  expect(await datesOf("exception-")).toEqual([]);
});

it("the end of the Adobe secret, once an admin has said it, is in the calendar and among what comes up", async () => {
  const admin = (await running.signIn("admin@fabrikam.example")).browser;
  const path = `/api/v1/orgs/${org}`;
  const { rows } = (await (await ask("GET", "/api/v1/orgs", admin)).json()) as { rows: OrganisationView[] };
  const {
    id: _id,
    createdAt: _made,
    updatedAt: _moved,
    roles: _roles,
    adobeCredential,
    ...facts
  } = rows[0] as OrganisationView;
  expect(adobeCredential?.endsOn).toBeNull();
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  const body = { ...facts, adobeSecretEndsOn: day };
  expect((await running.call("PATCH", path, { browser: leader, body })).status).toBe(403);
  const saved = await running.call("PATCH", path, { browser: admin, body });
  expect(((await saved.json()) as OrganisationView).adobeCredential).toMatchObject({ endsOn: day });
  const { rows: audit } = await owner.query(
    "select before, after from audit_entries where organisation_id = $1 and action = 'credential.end-set'",
    [org],
  );
  expect(audit).toEqual([{ before: { endsOn: null }, after: { endsOn: day } }]);

  const { token } = (await (await ask("POST", `/api/v1/orgs/${org}/calendars`, leader)).json()) as {
    token: string;
  };
  const end = (await readFeed(token, "en")).find(({ uid }) => uid.includes("adobe-secret"));
  expect(end?.startDate.toJSDate().toISOString()).toBe(`${day}T00:00:00.000Z`);
  expect(end?.component.getAllSubcomponents("valarm")).toHaveLength(2);
  const coming = await (await ask("GET", "/api/v1/compliance", leader)).text();
  expect(coming).toContain('"secret-ends"');
});

it("the end of Clavis's own credential at Entra is in every calendar, where it is known", async () => {
  const { feed, token } = (await (await ask("POST", `/api/v1/orgs/${org}/calendars`, leader)).json()) as {
    feed: { id: string };
    token: string;
  };
  const own = async () => (await readFeed(token, "en")).filter(({ uid }) => uid.includes("clavis-entra"));
  expect(await own()).toEqual([]);
  ours.end = "2027-03-01T00:00:00.000Z";
  expect((await own()).map(({ startDate }) => startDate.toJSDate().toISOString().slice(0, 10))).toEqual([
    "2027-03-01",
  ]);
  expect((await ask("DELETE", `/api/v1/orgs/${org}/calendars/${feed.id}`, leader)).status).toBe(200);
});
