import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EventWebhook, type Feed, startEventWebhook } from "@/test/event-webhook";

let webhook: EventWebhook;
let running: EventWebhook["running"];
let admin: EventWebhook["admin"];
let org: string;
beforeAll(async () => {
  webhook = await startEventWebhook();
  ({ running, admin, org } = webhook);
}, 120_000);
afterAll(() => webhook?.stop());

describe("the challenge", () => {
  it("is answered as plain text, or as JSON where that is asked for", async () => {
    const plain = await fetch(`${webhook.address()}?challenge=8ec8d794-e0ab-42df-9017-e3dada8e84f7`);
    expect([plain.status, plain.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
    expect(await plain.text()).toBe("8ec8d794-e0ab-42df-9017-e3dada8e84f7");
    const asJson = await fetch(`${webhook.address()}?challenge=abc`, {
      headers: { accept: "application/json" },
    });
    expect(asJson.headers.get("content-type")).toContain("application/json");
    expect(await asJson.json()).toEqual({ challenge: "abc" });
    expect((await webhook.feed()).challengedAt).not.toBeNull();
  });

  it("that is none, or no id, is refused", async () => {
    for (const query of ["", "?challenge=", "?challenge=%3Cscript%3E", `?challenge=${"a".repeat(201)}`])
      expect((await fetch(webhook.address() + query)).status, query).toBe(422);
  });

  it("makes Adobe's registration active", async () => {
    expect(await webhook.register()).toMatchObject({ status: "Active" });
  });

  it("by an address of Adobe's is confirmed, and by any other is not", async () => {
    expect(await webhook.send("ask-validation")).toEqual([200]);
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
      const answer = await fetch(webhook.address(), {
        method: "POST",
        body: JSON.stringify({ validationUrl }),
      });
      expect(answer.status, validationUrl).toBe(403);
      expect(running.sandbox.log.since(0).length, validationUrl).toBe(before);
    }
  });
});

describe("an address", () => {
  it("that is malformed, wrong, of nobody or of another organisation has nothing at it", async () => {
    const secret = webhook.address().split(".").at(-1) ?? "";
    const base = `${webhook.served.url}/api/webhooks/adobe/`;
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
    const old = webhook.address();
    const { addressMadeAt } = await webhook.feed();
    expect((await webhook.renew("2020-01-01T00:00:00.000Z")).status).toBe(409);
    expect((await webhook.renew(addressMadeAt)).status).toBe(200);
    expect((await fetch(`${old}?challenge=a`)).status).toBe(404);
    expect((await fetch(`${webhook.address()}?challenge=a`)).status).toBe(200);
    const trail = await (await running.call("GET", `/api/v1/orgs/${org}/audit`, { browser: admin })).text();
    expect(trail).toContain("event-feed.updated");
    expect(trail).not.toContain(webhook.address().split(".").at(-1));
    await webhook.register();
  });

  it("is shown to those who manage it alone", async () => {
    const support = (await running.signIn("support@contoso.example")).browser;
    const answer = await running.call("GET", webhook.feedPath(), { browser: support });
    expect(((await answer.json()) as Feed).address).toBeNull();
  });
});
