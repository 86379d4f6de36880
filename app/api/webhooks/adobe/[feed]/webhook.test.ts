import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forgetSigningKeys } from "@/lib/adobe/io-events/signing-keys";
import { buildSystemContext } from "@/lib/server/build-context";
import { takeEvents } from "@/lib/services/events/take-events";
import { FABRIKAM_FEED } from "@/sandbox/seed/adobe";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { addFault } from "@/test/faults";
import type { Served } from "@/test/serve-routes";

const { registrationId } = FABRIKAM_FEED;

let running: TestConsole;
let served: Served;
let admin: Browser;
let org: string;
/** The webhook's address as Adobe calls it. */
let webhook: string;

beforeAll(async () => {
  running = await startTestConsole();
  served = await running.serve();
  admin = (await running.signIn("admin@fabrikam.example")).browser;
  const { rows } = (await (await running.call("GET", "/api/v1/orgs", { browser: admin })).json()) as {
    rows: { id: string }[];
  };
  org = rows[0]?.id ?? "";
  await renew(null);
}, 120_000);
afterAll(async () => {
  await served?.stop();
  await running?.stop();
});
beforeEach(() => forgetSigningKeys());
afterEach(() => {
  running.sandbox.world.state.faults = [];
});

type Feed = {
  address: string;
  addressMadeAt: string;
  challengedAt: string | null;
  lastEventAt: string | null;
  revision: number;
};

const feedPath = (rest = "") => `/api/v1/orgs/${org}/event-feed${rest}`;
const feed = async () => (await (await running.call("GET", feedPath(), { browser: admin })).json()) as Feed;

async function renew(replaces: string | null): Promise<Response> {
  const answer = await running.call("POST", feedPath("/address"), { browser: admin, body: { replaces } });
  if (answer.status === 200) {
    const { address } = (await answer.clone().json()) as Feed;
    webhook = served.url + new URL(address).pathname;
  }
  return answer;
}

async function control(path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${running.sandbox.doorUrl}/control/events${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}
const register = () => control(`/registrations/${registrationId}`, { webhookUrl: webhook });
const send = async (mode: string, kind = "key-access-disabled") =>
  (await control("/send", { registrationId, kind, mode })).answers as (string | number | null)[];

type Row = { id: string; kind: string; eventId: string; via: string; alertId: string | null };
async function events(): Promise<Row[]> {
  const answer = await running.call("GET", feedPath("/events"), { browser: admin });
  return ((await answer.json()) as { rows: Row[] }).rows;
}

describe("the challenge", () => {
  it("is answered as plain text, or as JSON where that is asked for", async () => {
    const plain = await fetch(`${webhook}?challenge=8ec8d794-e0ab-42df-9017-e3dada8e84f7`);
    expect([plain.status, plain.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
    expect(await plain.text()).toBe("8ec8d794-e0ab-42df-9017-e3dada8e84f7");
    const asJson = await fetch(`${webhook}?challenge=abc`, { headers: { accept: "application/json" } });
    expect(asJson.headers.get("content-type")).toContain("application/json");
    expect(await asJson.json()).toEqual({ challenge: "abc" });
    expect((await feed()).challengedAt).not.toBeNull();
  });

  it("that is none, or no id, is refused", async () => {
    for (const query of ["", "?challenge=", "?challenge=%3Cscript%3E", `?challenge=${"a".repeat(201)}`])
      expect((await fetch(webhook + query)).status, query).toBe(422);
  });

  it("makes Adobe's registration active", async () => {
    expect(await register()).toMatchObject({ status: "Active" });
  });

  it("by an address of Adobe's is confirmed, and by any other is not", async () => {
    expect(await send("ask-validation")).toEqual([200]);
    for (const validationUrl of [
      "https://csm.adobe.io.evil.example/csm/registrations/validate?id=a&challenge=b",
      "https://csm.adobe.io@evil.example/csm/registrations/validate?id=a&challenge=b",
      "https://csm.adobe.io:8443/csm/registrations/validate?id=a&challenge=b",
      "http://csm.adobe.io/csm/registrations/validate?id=a&challenge=b",
      "https://csm.adobe.io/csm/registrations/validate/../x?id=a&challenge=b",
      "https://csm.adobe.io/csm/registrations/validate?id=a&challenge=b&more=c",
      "http://169.254.169.254/latest",
    ]) {
      const before = running.sandbox.log.since(0).length;
      const answer = await fetch(webhook, { method: "POST", body: JSON.stringify({ validationUrl }) });
      expect(answer.status, validationUrl).toBe(403);
      expect(running.sandbox.log.since(0).length, validationUrl).toBe(before);
    }
  });
});

describe("an address", () => {
  it("that is malformed, wrong, of nobody or of another organisation has nothing at it", async () => {
    const secret = webhook.split(".").at(-1) ?? "";
    const base = `${served.url}/api/webhooks/adobe/`;
    for (const feedName of [
      "x",
      `${org}.${"A".repeat(43)}`,
      `${org}.`,
      `00000000-0000-7000-8000-000000000000.${secret}`,
      `${org.toUpperCase()}.${secret}x`,
    ]) {
      const answer = await fetch(`${base}${feedName}?challenge=a`);
      expect(answer.status, feedName).toBe(404);
      expect((await fetch(base + feedName, { method: "POST", body: "{}" })).status, feedName).toBe(404);
    }
  });

  it("ends at once when it is replaced; the new one is in no trail", async () => {
    const old = webhook;
    const { addressMadeAt } = await feed();
    expect((await renew("2020-01-01T00:00:00.000Z")).status).toBe(409);
    expect((await renew(addressMadeAt)).status).toBe(200);
    expect((await fetch(`${old}?challenge=a`)).status).toBe(404);
    expect((await fetch(`${webhook}?challenge=a`)).status).toBe(200);
    const trail = await (await running.call("GET", `/api/v1/orgs/${org}/audit`, { browser: admin })).text();
    expect(trail).toContain("event-feed.updated");
    expect(trail).not.toContain(webhook.split(".").at(-1));
    await register();
  });

  it("is shown to those who manage it alone", async () => {
    const support = (await running.signIn("support@contoso.example")).browser;
    const answer = await running.call("GET", feedPath(), { browser: support });
    expect(((await answer.json()) as Feed).address).toBeNull();
  });
});

describe("a delivery", () => {
  it("that Adobe signed is kept, letter by letter, and answered at once", async () => {
    const [answer] = await send("plain");
    expect(String(answer)).toMatch(/^200 /);
    const [row] = await events();
    expect(row).toMatchObject({ kind: "key-access-disabled", via: "webhook", alertId: null });
    const whole = await running.call("GET", feedPath(`/events/${row?.id}`), { browser: admin });
    const sent = running.sandbox.world.state.eventDeliveries?.at(-1)?.body;
    expect(((await whole.json()) as { body: string }).body).toBe(sent);
    expect((await feed()).lastEventAt).not.toBeNull();
  });

  it("is taken with the second key alone", async () => {
    expect(await send("second-key")).toEqual([200]);
  });

  it("of 25 events is taken whole", async () => {
    const before = (await events()).length;
    expect(await send("batch")).toEqual([200]);
    expect((await events()).length).toBeGreaterThan(before);
    expect((await events()).map(({ kind }) => kind)).toContain("other");
  });

  it("that comes again changes nothing", async () => {
    expect(await send("duplicate")).toEqual([200, 200, 200]);
    const ids = (await events()).map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ["unsigned", 403],
    ["forged", 403],
    ["altered", 403],
    ["foreign-key", 403],
    ["wrong-recipient", 403],
    ["stale", 403],
    ["truncated", 403],
    ["oversized", 413],
  ])("that is %s is refused and not kept", async (mode, status) => {
    const before = (await events()).map(({ id }) => id);
    const asked = running.sandbox.log.since(0).length;
    expect(await send(mode)).toEqual([status]);
    expect((await events()).map(({ id }) => id)).toEqual(before);
    const hosts = running.sandbox.log
      .since(0)
      .slice(asked)
      .map(({ host }) => host);
    expect(hosts.filter((host) => host !== "static.adobeioevents.com")).toEqual([]);
  });

  it("without JSON, or without an event, is refused", async () => {
    for (const body of ["", "[]", "null", "7", "not json"])
      expect((await fetch(webhook, { method: "POST", body })).status, body).toBeGreaterThanOrEqual(400);
  });

  it("is asked for again while Adobe's keys cannot be had, and taken afterwards", async () => {
    addFault(running.sandbox, { kind: "status", host: "static.adobeioevents.com", status: 503 });
    expect(await send("second-key")).toEqual([503]);
    running.sandbox.world.state.faults = [];
    expect(await send("second-key")).toEqual([200]);
  });

  it("is not taken on the word of a key that a redirect leads to", async () => {
    const headers = { location: "https://evil.example/key.pem" };
    addFault(running.sandbox, { kind: "status", host: "static.adobeioevents.com", status: 302, headers });
    expect(await send("second-key")).toEqual([403]);
  });

  it("has its key looked up once a day", async () => {
    await send("second-key");
    const asked = running.sandbox.log.since(0).length;
    await send("second-key");
    expect(running.sandbox.log.since(0).length).toBe(asked);
  });

  it("becomes one alert of its kind, whatever is repeated, and again after that was resolved", async () => {
    const context = await buildSystemContext(org);
    await Promise.all([takeEvents(context), takeEvents(context)]);
    const alerts = async () => {
      const answer = await running.call("GET", `/api/v1/orgs/${org}/alerts`, { browser: admin });
      const { rows } = (await answer.json()) as {
        rows: { id: string; source: string; kind: string; status: string }[];
      };
      return rows.filter(({ source }) => source === "adobe");
    };
    const [first, ...others] = await alerts();
    expect([first?.kind, others]).toEqual(["key-access-disabled", []]);
    expect(
      (await events()).filter(({ kind }) => kind === "other").every(({ alertId }) => alertId === null),
    ).toBe(true);
    await send("plain");
    await takeEvents(context);
    expect(await alerts()).toHaveLength(1);

    const body = { action: "resolve", revision: 1 };
    await running.call("POST", `/api/v1/orgs/${org}/alerts/${first?.id}/actions`, { browser: admin, body });
    await send("plain");
    await takeEvents(context);
    expect((await alerts()).map(({ status }) => status).sort()).toEqual(["open", "resolved"]);
    const again = await running.call("POST", `/api/v1/orgs/${org}/alerts/${first?.id}/actions`, {
      browser: admin,
      body: { action: "reopen", revision: 2 },
    });
    expect(again.status).toBe(409);
  });
});
