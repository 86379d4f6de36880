import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forgetSigningKeys } from "@/lib/adobe/io-events/signing-keys";
import { buildSystemContext } from "@/lib/server/build-context";
import { takeEvents } from "@/lib/services/events/take-events";
import { type EventWebhook, startEventWebhook } from "@/test/event-webhook";
import { addFault } from "@/test/faults";

let webhook: EventWebhook;
let running: EventWebhook["running"];
let admin: EventWebhook["admin"];
let org: string;
beforeAll(async () => {
  webhook = await startEventWebhook();
  ({ running, admin, org } = webhook);
  await webhook.register();
}, 120_000);
afterAll(() => webhook?.stop());
beforeEach(() => forgetSigningKeys());
afterEach(() => {
  running.sandbox.world.state.faults = [];
});

describe("a delivery", () => {
  it("that Adobe signed is kept, letter by letter, and answered at once", async () => {
    const [answer] = await webhook.send("plain");
    expect(String(answer)).toMatch(/^200 /);
    const [row] = await webhook.events();
    expect(row).toMatchObject({ kind: "key-access-disabled", via: "webhook", alertId: null });
    const whole = await running.call("GET", webhook.feedPath(`/events/${row?.id}`), { browser: admin });
    const sent = running.sandbox.world.state.eventDeliveries?.at(-1)?.body;
    expect(((await whole.json()) as { body: string }).body).toBe(sent);
    expect((await webhook.feed()).lastEventAt).not.toBeNull();
  });

  it("is taken with the second key alone", async () => {
    expect(await webhook.send("second-key")).toEqual([200]);
  });

  it("of 25 events is taken whole", async () => {
    const before = (await webhook.events()).length;
    expect(await webhook.send("batch")).toEqual([200]);
    expect((await webhook.events()).length).toBeGreaterThan(before);
    expect((await webhook.events()).map(({ kind }) => kind)).toContain("other");
  });

  it("that comes again changes nothing", async () => {
    expect(await webhook.send("duplicate")).toEqual([200, 200, 200]);
    const ids = (await webhook.events()).map(({ eventId }) => eventId);
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
    const before = (await webhook.events()).map(({ id }) => id);
    const asked = running.sandbox.log.since(0).length;
    expect(await webhook.send(mode)).toEqual([status]);
    expect((await webhook.events()).map(({ id }) => id)).toEqual(before);
    const hosts = running.sandbox.log
      .since(0)
      .slice(asked)
      .map(({ host }) => host);
    expect(hosts.filter((host) => host !== "static.adobeioevents.com")).toEqual([]);
  });

  it("without JSON, or without an event, is refused", async () => {
    for (const body of ["", "[]", "null", "7", "not json"])
      expect((await fetch(webhook.address(), { method: "POST", body })).status, body).toBeGreaterThanOrEqual(
        400,
      );
  });

  it("is asked for again while Adobe's keys cannot be had, and taken afterwards", async () => {
    addFault(running.sandbox, { kind: "status", host: "static.adobeioevents.com", status: 503 });
    expect(await webhook.send("second-key")).toEqual([503]);
    running.sandbox.world.state.faults = [];
    expect(await webhook.send("second-key")).toEqual([200]);
  });

  it("is not taken on the word of a key that a redirect leads to", async () => {
    const headers = { location: "https://evil.example/key.pem" };
    addFault(running.sandbox, { kind: "status", host: "static.adobeioevents.com", status: 302, headers });
    expect(await webhook.send("second-key")).toEqual([403]);
  });

  it("has its key looked up once a day", async () => {
    await webhook.send("second-key");
    const asked = running.sandbox.log.since(0).length;
    await webhook.send("second-key");
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
      (await webhook.events())
        .filter(({ kind }) => kind === "other")
        .every(({ alertId }) => alertId === null),
    ).toBe(true);
    await webhook.send("plain");
    await takeEvents(context);
    expect(await alerts()).toHaveLength(1);

    const body = { action: "resolve", revision: 1 };
    await running.call("POST", `/api/v1/orgs/${org}/alerts/${first?.id}/actions`, { browser: admin, body });
    await webhook.send("plain");
    await takeEvents(context);
    expect((await alerts()).map(({ status }) => status).sort()).toEqual(["open", "resolved"]);
    const again = await running.call("POST", `/api/v1/orgs/${org}/alerts/${first?.id}/actions`, {
      browser: admin,
      body: { action: "reopen", revision: 2 },
    });
    expect(again.status).toBe(409);
  });
});
