import { createPublicKey, verify } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FABRIKAM_FEED } from "../seed/adobe";
import { type Sandbox, startSandbox } from "../start";
import { type ProxiedFetch, proxiedFetch } from "../testing/proxied-fetch";

const { registrationId } = FABRIKAM_FEED;
type Heard = { body: string; headers: Record<string, string> };

let sandbox: Sandbox;
let through: ProxiedFetch;
let receiver: Server;
let address: string;
/** What the receiver answers next, and what it heard. */
let answers: number[];
let heard: Heard[];

beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
  through = proxiedFetch(sandbox);
  receiver = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? "/", "http://receiver");
    const challenge = url.searchParams.get("challenge");
    if (challenge) return void outgoing.writeHead(200, { "content-type": "text/plain" }).end(challenge);
    let body = "";
    incoming.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    incoming.on("end", () => {
      heard.push({ body, headers: incoming.headers as Record<string, string> });
      outgoing.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhook`;
});
afterAll(async () => {
  receiver.close();
  await sandbox.stop();
});
beforeEach(async () => {
  sandbox.world.reset();
  [answers, heard] = [[], []];
  await control(`/events/registrations/${registrationId}`, { webhookUrl: address });
});

async function control(path: string, body: object): Promise<Record<string, unknown>> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${sandbox.doorUrl}/control${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}
const registration = () => sandbox.world.state.eventRegistrations?.[0];

describe("a registration", () => {
  test("is active when its address echoes the challenge, and pending while it does not", async () => {
    expect(registration()?.status).toBe("Active");
    await control(`/events/registrations/${registrationId}`, { webhookUrl: "http://127.0.0.1:9/" });
    expect(registration()?.status).toBe("Pending");
  });

  test("outlives a reset with its address", async () => {
    sandbox.world.reset();
    expect(registration()).toMatchObject({ webhookUrl: address, status: "Active", journal: [] });
  });
});

describe("a delivery", () => {
  test("is signed with both keys, which are published", async () => {
    await control("/events/send", { registrationId, kind: "key-access-failure" });
    await expect.poll(() => heard.length).toBe(1);
    const [{ body, headers }] = heard as [Heard];
    for (const place of [1, 2]) {
      const pem = await through(
        `https://static.adobeioevents.com${headers[`x-adobe-public-key${place}-path`]}`,
      );
      const signature = Buffer.from(headers[`x-adobe-digital-signature-${place}`] ?? "", "base64");
      expect(verify("sha256", Buffer.from(body), createPublicKey(await pem.text()), signature)).toBe(true);
    }
    expect(JSON.parse(body)).toMatchObject({ specversion: "1.0", recipientclientid: "fabrikam-clavis-cmk" });
    expect(headers["x-adobe-event-id"]).toBe((JSON.parse(body) as { eventid: string }).eventid);
  });

  test("is tried again after a server's error, with its count, and not after a refusal", async () => {
    answers = [503, 200];
    await control("/events/send", { registrationId });
    await expect.poll(() => heard.length, { timeout: 5000 }).toBe(2);
    expect(heard.map(({ headers }) => headers["x-adobe-retry-count"])).toEqual([undefined, "1"]);
    expect(new Set(heard.map(({ headers }) => headers["x-adobe-event-id"])).size).toBe(1);
    expect(new Set(heard.map(({ headers }) => headers["x-adobe-delivery-id"])).size).toBe(2);
    answers = [403];
    await control("/events/send", { registrationId });
    await expect.poll(() => sandbox.world.state.eventDeliveries?.at(-1)?.status).toBe("refused");
  });

  test("that fails and fails makes the registration unstable", async () => {
    answers = Array.from({ length: 10 }, () => 404);
    for (let turn = 0; turn < 10; turn += 1) await control("/events/send", { registrationId });
    await expect.poll(() => registration()?.status, { timeout: 5000 }).toBe("Unstable");
  });
});

describe("Adobe's monitor", () => {
  const drift = (action: string) => control("/drift", { action, vault: "kv-fabrikam-aep", key: "adobe-cmk" });
  const told = () =>
    heard.map(({ body }) => (JSON.parse(body) as { data: { alertName: string } }).data.alertName);

  test.each([
    ["disable-key", "Key access disabled"],
    ["remove-role", "Key access disabled"],
    ["delete-vault", "Key access disabled"],
    ["close-firewall", "Key access failure"],
  ])("reports %s as %s, once", async (action, name) => {
    await drift(action);
    await expect.poll(told, { timeout: 10_000 }).toEqual([name]);
    await drift("open-firewall").catch(() => undefined);
  });

  test("reports again what broke again", async () => {
    await drift("disable-key");
    await expect.poll(told, { timeout: 10_000 }).toHaveLength(1);
    await drift("enable-key");
    await expect.poll(() => registration()?.saidOfKey, { timeout: 10_000 }).toBeNull();
    await drift("disable-key");
    await expect.poll(told, { timeout: 10_000 }).toHaveLength(2);
  });
});

test("a wrong way to send is refused in a sentence", async () => {
  expect(await control("/events/send", { registrationId, mode: "by-pigeon" })).toMatchObject({
    error: expect.any(String),
  });
  expect(await control("/events/send", { registrationId: "none" })).toMatchObject({
    error: expect.any(String),
  });
  expect(await control(`/events/registrations/${registrationId}`, { status: "Odd" })).toMatchObject({
    error: expect.any(String),
  });
});
