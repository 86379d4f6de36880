import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";

let running: TestConsole;
let owner: pg.Client;
beforeAll(async () => {
  running = await startTestConsole();
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

const locationOf = (response: Response) => response.headers.get("location");
const statusOf = async (browser: Browser) => (await running.call("GET", "/api/v1/me", { browser })).status;
const trail = async () =>
  (
    await owner.query(
      "select action, subject from audit_entries where organisation_id is null order by sequence",
    )
  ).rows;

/** Begins a trip, and gives back where the sign-in page would send this browser. */
async function trip(upn = "admin@contoso.example") {
  const browser: Browser = new Map();
  const begun = await running.call("GET", "/api/auth/sign-in?returnTo=/organisations", { browser });
  const address = new URL(locationOf(begun) ?? "");
  address.searchParams.set("prompt", "none");
  address.searchParams.set("login_hint", upn);
  const answer = await fetch(address, { redirect: "manual" });
  return { browser, begun, back: new URL(locationOf(answer) ?? "") };
}
const goBack = (back: URL, browser: Browser) =>
  running.call("GET", `${back.pathname}${back.search}`, { browser });

// First of all: once the authority's addresses are known, beginning a sign-in asks it nothing.
it("says when Entra does not answer", async () => {
  const every = {
    path: "*",
    method: null,
    kind: "status" as const,
    status: 503,
    body: null,
    headers: {},
    delayMs: 0,
  };
  const { state } = running.sandbox.world;
  state.faults.push({ ...every, id: "down", host: "login.sandbox.internal", remaining: null });
  const answer = await running.call("GET", "/api/auth/sign-in");
  expect(locationOf(answer)).toBe("/sign-in?error=unavailable");
  state.faults = [];
}, 60_000);

describe("signing in", () => {
  it("goes to Entra with PKCE, state and nonce, bound to the browser by a short cookie", async () => {
    const { begun } = await trip();
    expect(begun.status).toBe(303);
    const address = new URL(locationOf(begun) ?? "");
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: "code",
      code_challenge_method: "S256",
      prompt: "select_account",
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    const cookie = begun.headers.getSetCookie().join();
    expect(cookie).toMatch(/^clavis-flow=[\w-]{43}; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax$/);
    expect(begun.headers.get("cache-control")).toBe("no-store");
  });

  it("comes back to the page that was asked for, with a session", async () => {
    const { browser, back } = await trip();
    const done = await goBack(back, browser);
    expect([done.status, locationOf(done)]).toEqual([303, "/organisations"]);
    expect(done.headers.getSetCookie().join("\n")).toMatch(
      /^clavis=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/m,
    );
    expect(browser.has("clavis-flow")).toBe(false);
    expect(await statusOf(browser)).toBe(200);
    expect(await trail()).toContainEqual({ action: "sign-in.succeeded", subject: "admin@contoso.example" });
    const value = browser.get("clavis");
    const { rows } = await owner.query("select 1 from sessions where id = $1", [value]);
    expect(rows).toEqual([]); // only a hash of it is kept
  });

  it("takes each way back once", async () => {
    const { browser, back } = await trip();
    const again = new Map(browser);
    await goBack(back, browser);
    expect(locationOf(await goBack(back, again))).toBe("/sign-in?error=expired");
    expect(await statusOf(again)).toBe(401);
  });

  it.each([
    ["another browser's", () => new Map()],
    ["a stranger's cookie", () => new Map([["clavis-flow", "A".repeat(43)]])],
  ])("refuses a way back in %s", async (_name, stranger) => {
    const { back } = await trip();
    const browser: Browser = stranger();
    expect(locationOf(await goBack(back, browser))).toBe("/sign-in?error=expired");
    expect(browser.has("clavis")).toBe(false);
  });

  it("refuses a code that belongs to another trip", async () => {
    const one = await trip();
    const other = await trip();
    one.back.searchParams.set("code", other.back.searchParams.get("code") ?? "");
    expect(locationOf(await goBack(one.back, one.browser))).toBe("/sign-in?error=refused");
    expect(one.browser.has("clavis")).toBe(false);
  });

  it.each([
    ["access_denied", "cancelled"],
    ["server_error", "refused"],
  ])("says %s as %s", async (error, key) => {
    const { browser, back } = await trip();
    back.searchParams.delete("code");
    back.searchParams.set("error", error);
    expect(locationOf(await goBack(back, browser))).toBe(`/sign-in?error=${key}`);
  });

  it("gives somebody without a role no session, and says so in the trail", async () => {
    const { browser, back } = await trip("nobody@contoso.example");
    expect(locationOf(await goBack(back, browser))).toBe("/no-access");
    expect(browser.has("clavis")).toBe(false);
    expect(await trail()).toContainEqual({ action: "sign-in.refused", subject: "nobody@contoso.example" });
  });

  it("lets nobody in from a directory that is not listed, whatever role they hold there", async () => {
    const labs = running.sandbox.world.state.accounts.find(({ upn }) => upn === "admin@contoso-labs.example");
    labs?.appRoles.push("Clavis.Admin");
    const { servicePrincipals } = running.sandbox.world.state;
    const clavis = servicePrincipals.find(({ appId }) => appId === process.env.ENTRA_CLIENT_ID);
    if (clavis)
      servicePrincipals.push({ ...clavis, id: crypto.randomUUID(), tenantId: labs?.tenantId ?? "" });
    const { browser, back } = await trip("admin@contoso-labs.example");
    expect(locationOf(await goBack(back, browser))).toBe("/no-access");
    expect(browser.has("clavis")).toBe(false);
  });

  it("begins a new session in place of the browser's old one", async () => {
    const { browser: old } = await running.signIn("admin@contoso.example");
    const { browser, back } = await trip();
    browser.set("clavis", old.get("clavis") ?? "");
    await goBack(back, browser);
    expect(browser.get("clavis")).not.toBe(old.get("clavis"));
    expect([await statusOf(old), await statusOf(browser)]).toEqual([401, 200]);
  });

  it("brings the person's language and theme along", async () => {
    const { browser } = await running.signIn("admin@contoso.example");
    await running.call("PATCH", "/api/v1/me/preferences", { browser, body: { locale: "fr" } });
    const elsewhere = await running.signIn("admin@contoso.example");
    expect(elsewhere.browser.get("clavis-locale")).toBe("fr");
    expect(elsewhere.browser.has("clavis-theme")).toBe(false);
  });

  it.each(["//evil.example", "https://evil.example", "/\\evil.example", "/api/auth/sign-in"])(
    "never leads to %s",
    async (returnTo) => {
      const { last } = await running.signIn("admin@contoso.example", returnTo);
      expect(locationOf(last)).toBe("/");
    },
  );
});

describe("a session", () => {
  let browser: Browser;
  let id: string;
  beforeEach(async () => {
    ({ browser } = await running.signIn("support@contoso.example"));
    id = (await owner.query("select id from sessions order by created_at desc limit 1")).rows[0].id;
  });

  it.each([
    ["has idled", "last_seen_at = now() - interval '61 minutes'"],
    ["is past its end", "expires_at = now() - interval '1 second'"],
    ["was ended", "ended_at = now()"],
  ])("is none any more when it %s", async (_name, change) => {
    expect(await statusOf(browser)).toBe(200);
    await owner.query(`update sessions set ${change} where id = $1`, [id]);
    expect(await statusOf(browser)).toBe(401);
  });

  it("is seen at most once a minute", async () => {
    const seen = async () =>
      (await owner.query("select last_seen_at from sessions where id = $1", [id])).rows[0].last_seen_at;
    const first = await seen();
    await statusOf(browser);
    expect(await seen()).toEqual(first);
    await owner.query("update sessions set last_seen_at = now() - interval '2 minutes' where id = $1", [id]);
    await statusOf(browser);
    expect(Date.now() - (await seen()).getTime()).toBeLessThan(30_000);
  });

  it("gives a role up as soon as its membership ends", async () => {
    const rowsFor = async () =>
      ((await (await running.call("GET", "/api/v1/orgs", { browser })).json()) as { rows: unknown[] }).rows
        .length;
    expect(await rowsFor()).toBe(3);
    const { rows } = await owner.query(
      "delete from memberships m using users u where u.id = m.user_id and u.upn = 'support@contoso.example' returning m.*",
    );
    expect(await rowsFor()).toBe(0);
    await owner.query(
      "insert into memberships (id, user_id, organisation_id, role) values ($1, $2, $3, $4)",
      [rows[0].id, rows[0].user_id, rows[0].organisation_id, rows[0].role],
    );
  });

  it.each([
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    ["nowhere", { "sec-fetch-site": "" }],
    ["an opaque origin", { "sec-fetch-site": "", origin: "null" }],
  ])("is not ended by %s", async (_name, headers) => {
    expect(
      (await running.call("POST", "/api/auth/sign-out", { browser: new Map(browser), headers })).status,
    ).toBe(403);
    expect(await statusOf(browser)).toBe(200);
  });

  it("ends at sign-out, with the person's tokens", async () => {
    const kept = new Map(browser);
    const answer = await running.call("POST", "/api/auth/sign-out", { browser });
    expect([answer.status, locationOf(answer), browser.has("clavis")]).toEqual([303, "/sign-in", false]);
    expect(await statusOf(kept)).toBe(401);
    expect(await trail()).toContainEqual({ action: "sign-out", subject: "support@contoso.example" });
    await owner.query(
      "select set_config('clavis.user', (select user_id::text from sessions where id = $1), false)",
      [id],
    );
    expect(
      (
        await owner.query(
          "select 1 from token_caches where user_id = (select user_id from sessions where id = $1)",
          [id],
        )
      ).rows,
    ).toEqual([]);
  });
});
