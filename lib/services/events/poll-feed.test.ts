import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { buildSystemContext, buildWideSystemContext } from "@/lib/server/build-context";
import { FABRIKAM_FEED } from "@/sandbox/seed/adobe";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { addFault } from "@/test/faults";
import { claimFeeds, pollFeed } from "./poll-feed";
import { findWaitingEvents, takeEvents } from "./take-events";

const JOURNAL = "events-va6.adobe.io";
const HOUR = 3600;

let running: TestConsole;
let admin: Browser;
let org: string;
type Feed = Record<"status" | "journalReadAt" | "lastEventAt", string | null> & {
  revision: number;
  problem: { kind: string } | null;
};

const path = (rest = "") => `/api/v1/orgs/${org}/event-feed${rest}`;
const get = async <T>(rest = "") =>
  (await (await running.call("GET", path(rest), { browser: admin })).json()) as T;
const feed = () => get<Feed>();
const save = async (ids: object) =>
  running.call("PUT", path(), { browser: admin, body: { ...ids, revision: (await feed()).revision } });
const events = () => get<{ rows: { kind: string; via: string }[] }>("/events").then(({ rows }) => rows);
const poll = async () => pollFeed(await buildSystemContext(org), HOUR);
async function sendToJournal(kind = "key-access-failure"): Promise<void> {
  const body = JSON.stringify({ registrationId: FABRIKAM_FEED.registrationId, kind, mode: "journal-only" });
  const headers = { "content-type": "application/json" };
  await fetch(`${running.sandbox.doorUrl}/control/events/send`, { method: "POST", headers, body });
}

beforeAll(async () => {
  running = await startTestConsole();
  admin = (await running.signIn("admin@fabrikam.example")).browser;
  const answer = await running.call("GET", "/api/v1/orgs", { browser: admin });
  org = ((await answer.json()) as { rows: { id: string }[] }).rows[0]?.id ?? "";
}, 120_000);
afterAll(() => running?.stop());
afterEach(() => {
  running.sandbox.world.state.faults = [];
});

describe("a registration", () => {
  it("is entered by an admin, field by field, and written down", async () => {
    const wrong = await save({ ...FABRIKAM_FEED, projectId: "../etc" });
    expect(wrong.status).toBe(422);
    expect(((await wrong.json()) as { fields: object[] }).fields).toEqual([
      { field: "projectId", reason: "adobe-id" },
    ]);
    expect((await save(FABRIKAM_FEED)).status).toBe(200);
    const stale = { ...FABRIKAM_FEED, revision: 99 };
    expect((await running.call("PUT", path(), { browser: admin, body: stale })).status).toBe(409);
    const trail = await (await running.call("GET", `/api/v1/orgs/${org}/audit`, { browser: admin })).text();
    expect(trail).toContain("event-feed.updated");
  });

  it("is due at once, for one worker", async () => {
    const wide = await buildWideSystemContext();
    const [first, second] = await Promise.all([claimFeeds(wide, 10), claimFeeds(wide, 10)]);
    expect([...first, ...second]).toEqual([{ organisationId: org }]);
    await poll();
    expect(await claimFeeds(wide, 10)).toEqual([]);
    expect(await feed()).toMatchObject({ status: "pending", problem: null });
  });

  it.each([
    ["Active", "pass"],
    ["Unstable", "warn"],
    ["Disabled", "fail"],
  ])("that is %s lets ADB-04 %s", async (status, state) => {
    const registration = running.sandbox.world.state.eventRegistrations?.[0];
    if (registration) registration.status = status as never;
    await poll();
    expect((await feed()).status).toBe(status);
    const answer = await running.call("GET", `/api/v1/orgs/${org}/verification`, { browser: admin });
    const { parts } = (await answer.json()) as { parts: { rows: { check: string; state: string }[] }[] };
    const rows = parts.flatMap((part) => part.rows);
    expect(rows.find(({ check }) => check === "ADB-04")?.state).toBe(state);
  });

  it("that Adobe does not know is missing", async () => {
    await save({ ...FABRIKAM_FEED, registrationId: randomUUID() });
    await poll();
    expect((await feed()).status).toBe("Missing");
    await save(FABRIKAM_FEED);
    await poll();
  });
});

describe("the journal", () => {
  it("gives what the webhook missed, once, from where it was left", async () => {
    await sendToJournal();
    await sendToJournal("unknown");
    await poll();
    await poll();
    expect((await events()).map(({ kind, via }) => `${kind} ${via}`).sort()).toEqual([
      "key-access-failure journal",
      "other journal",
    ]);
    const context = await buildSystemContext(org);
    expect(await findWaitingEvents(await buildWideSystemContext(), 10)).toEqual([{ organisationId: org }]);
    await takeEvents(context);
    expect(await findWaitingEvents(await buildWideSystemContext(), 10)).toEqual([]);
    const alerts = await running.call("GET", `/api/v1/orgs/${org}/alerts`, { browser: admin });
    expect(((await alerts.json()) as { rows: { kind: string }[] }).rows.map(({ kind }) => kind)).toEqual([
      "key-access-failure",
    ]);
  });

  it("whose position has expired is read from its beginning", async () => {
    const registration = running.sandbox.world.state.eventRegistrations?.[0];
    if (registration) Object.assign(registration, { lastPosition: 500, journal: [] });
    await sendToJournal("alert-notification");
    await poll();
    expect((await feed()).problem).toBeNull();
    expect((await events()).map(({ kind }) => kind)).toContain("alert-notification");
  });

  it.each([
    ["throttled", { kind: "status", status: 429, headers: { "retry-after": "7200" } }],
    ["unavailable", { kind: "cut" }],
    ["nonsense", { kind: "garbage" }],
    ["refused", { kind: "status", status: 403 }],
  ] as const)("that is %s is a problem of the feed, and nothing is lost", async (kind, fault) => {
    await sendToJournal();
    const before = (await events()).length;
    addFault(running.sandbox, { host: JOURNAL, ...fault });
    await poll();
    expect((await feed()).problem).toMatchObject({ kind });
    expect(await claimFeeds(await buildWideSystemContext(), 10)).toEqual([]);
    running.sandbox.world.state.faults = [];
    await poll();
    expect((await feed()).problem).toBeNull();
    expect((await events()).length).toBe(before + 1);
  });
});
