import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { APPS, SUBSCRIPTIONS, TENANTS } from "../seed/names";
import { type Sandbox, startSandbox } from "../start";
import { type ProxiedFetch, proxiedFetch } from "../testing/proxied-fetch";
import { drifts } from "./drift";

let sandbox: Sandbox;
let through: ProxiedFetch;

beforeAll(async () => {
  sandbox = await startSandbox({ memory: true, record: true });
  through = proxiedFetch(sandbox);
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.world.reset());

function control(
  path: string,
  body?: object,
  more: { method?: string; headers?: Record<string, string> } = {},
) {
  const method = more.method ?? (body ? "POST" : "GET");
  const headers = { "content-type": "application/json", ...more.headers };
  return fetch(`${sandbox.doorUrl}/control${path}`, {
    method,
    headers,
    body: body ? JSON.stringify(body) : undefined,
    redirect: "manual",
  });
}

const GRAPH = "https://graph.microsoft.com/v1.0/me";

describe("faults", () => {
  test("a status, for as often as asked", async () => {
    const fault = {
      host: "graph.*",
      path: "/v1.0/*",
      method: "GET",
      kind: "status",
      status: 503,
      remaining: 2,
      headers: { "Retry-After": "1" },
    };
    expect((await control("/faults", fault)).status).toBe(201);
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await through(GRAPH)).status);
    expect(statuses).toEqual([503, 503, 401]);
    expect(await (await control("/faults")).json()).toEqual({ faults: [] });
  });

  test("a delay, a cut, and garbage", async () => {
    await control("/faults", { host: "graph.microsoft.com", kind: "delay", delayMs: 150, remaining: 1 });
    const started = Date.now();
    expect((await through(GRAPH)).status).toBe(401);
    expect(Date.now() - started).toBeGreaterThanOrEqual(140);
    await control("/faults", { host: "graph.microsoft.com", kind: "cut", remaining: 1 });
    await expect(through(GRAPH)).rejects.toThrow();
    await control("/faults", { host: "graph.microsoft.com", kind: "garbage", remaining: 1 });
    await expect((await through(GRAPH)).json()).rejects.toThrow();
  });

  test("can be taken back; nonsense is refused", async () => {
    const made = (await (await control("/faults", { kind: "status", status: 500 })).json()) as { id: string };
    expect((await through(GRAPH)).status).toBe(500);
    expect((await control(`/faults/${made.id}`, undefined, { method: "DELETE" })).status).toBe(204);
    expect((await through(GRAPH)).status).toBe(401);
    expect((await control("/faults", { kind: "explode" })).status).toBe(400);
    expect((await control("/faults", { kind: "status" })).status).toBe(400);
  });
});

/** The world without its logs, in which every change shows besides. */
function worldOnly() {
  const logs = ["activity", "auditEvents", "directoryAudits", "stories", "keyUses"];
  const world = Object.fromEntries(
    Object.entries(sandbox.world.state).filter(([name]) => !logs.includes(name)),
  );
  return structuredClone(world);
}

describe("drift", () => {
  const place = {
    vault: "kv-fabrikam-aep",
    appId: APPS.cmkFabrikam,
    tenantId: TENANTS.fabrikam,
    subscriptionId: SUBSCRIPTIONS.fabrikam,
  };

  test.each(Object.keys(drifts))("%s changes the world", async (action) => {
    const undo = {
      "enable-key": "disable-key",
      "unexpire-key": "expire-key",
      "enable-service-principal": "disable-service-principal",
      "enable-subscription": "disable-subscription",
    };
    const first = undo[action as keyof typeof undo];
    if (first) await control("/drift", { action: first, ...place });
    const before = worldOnly();
    const reply = await control("/drift", {
      action,
      ...place,
      ...(action === "remove-role" && { appId: undefined }),
    });
    expect(await reply.json()).toMatchObject({ ok: true });
    expect(worldOnly()).not.toEqual(before);
  });

  test("what does not fit is refused in a sentence", async () => {
    const unknown = await control("/drift", { action: "melt" });
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toMatchObject({ error: expect.stringContaining("disable-key") });
    expect((await control("/drift", { action: "disable-key", vault: "kv-nowhere" })).status).toBe(400);
    expect((await control("/drift", { action: "constructor" })).status).toBe(400);
  });
});

test("reset brings the first day back, with the ids of the first day", async () => {
  const before = worldOnly();
  await control("/settings", { roleDelayMs: 1 });
  await control("/drift", { action: "delete-vault", vault: "kv-fabrikam-aep" });
  await control("/reset", {});
  expect(worldOnly()).toEqual(before);
});

test("settings and clock change, and nonsense does not", async () => {
  expect(
    await (await control("/settings", { roleDelayMs: 10, clientAddress: "198.51.100.4" })).json(),
  ).toMatchObject({ roleDelayMs: 10, clientAddress: "198.51.100.4" });
  expect((await control("/settings", { roleDelayMs: "soon" })).status).toBe(400);
  expect((await control("/settings", { __proto__x: 1 })).status).toBe(400);
  await control("/clock", { forwardMs: 3_600_000 });
  expect(sandbox.world.now().getTime() - Date.now()).toBeGreaterThan(3_599_000);
  expect((await control("/clock", { forwardMs: -1 })).status).toBe(400);
});

test("the state shows no private key and no secret", async () => {
  const shown = await (await control("/state")).text();
  expect(shown).not.toContain("PRIVATE KEY");
  expect(shown).not.toContain("not-for-real-use");
  expect(shown).not.toContain("sandbox-secret");
  expect(JSON.parse(shown)).toMatchObject({
    vaults: expect.arrayContaining([expect.objectContaining({ name: "kv-contoso-weak" })]),
  });
});

test("the demo manifest names what the product seeds itself with", async () => {
  const manifest = (await (await control("/demo")).json()) as {
    organisations: { name: string }[];
    accounts: object[];
  };
  expect(manifest.organisations.map((org) => org.name)).toEqual([
    "Contoso Health",
    "Fabrikam Care",
    "Northwind Pharma",
  ]);
  expect(manifest.accounts).toHaveLength(9);
});

test("the log tells what was asked, without tokens", async () => {
  await through(GRAPH);
  await through("https://login.microsoftonline.com/common/oauth2/v2.0/token", {
    method: "POST",
    body: "client_secret=hush",
  });
  const { exchanges } = (await (await control("/log")).json()) as {
    exchanges: { id: number; host: string; status: number }[];
  };
  expect(exchanges).toEqual([
    expect.objectContaining({
      host: "graph.microsoft.com",
      path: "/v1.0/me",
      status: 401,
      responseBody: expect.stringContaining("InvalidAuthenticationToken"),
    }),
    expect.objectContaining({ host: "login.microsoftonline.com", status: 400 }),
  ]);
  expect(JSON.stringify(exchanges)).not.toContain("hush");
  const since = await (await control(`/log?since=${exchanges[0]?.id}`)).json();
  expect(since).toMatchObject({ exchanges: [{ host: "login.microsoftonline.com" }] });
});

test("a page of another site can change nothing", async () => {
  const foreign: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
  ];
  for (const headers of foreign) expect((await control("/reset", {}, { headers })).status).toBe(403);
  expect((await control("/reset", {}, { headers: { "sec-fetch-site": "same-origin" } })).status).toBe(200);
});

test("the page shows the world and takes forms", async () => {
  expect(await (await control("")).text()).toContain("fabrikam-cmk");
  const form = await fetch(`${sandbox.doorUrl}/control/clock`, {
    method: "POST",
    body: new URLSearchParams({ forwardMs: "60000" }),
    redirect: "manual",
  });
  expect(form.status).toBe(303);
  const wrong = await fetch(`${sandbox.doorUrl}/control/drift`, {
    method: "POST",
    body: new URLSearchParams({ action: "melt" }),
    redirect: "manual",
  });
  expect(await wrong.text()).toContain("Unknown action");
});
