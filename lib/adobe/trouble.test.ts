import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { installProxy } from "@/lib/azure/proxy";
import type { Sandbox } from "@/sandbox/start";
import { client, HOSTS, IMS, NORTHWIND, PLATFORM } from "@/test/adobe-clients";
import { failureOf } from "@/test/failure-of";
import { addFault } from "@/test/faults";
import { startTestSandbox } from "@/test/sandbox";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
});
afterAll(() => sandbox.stop());
afterEach(() => {
  sandbox.world.state.faults = [];
});

const requests = (host: string, method = "GET") =>
  sandbox.log.since(0).filter((entry) => entry.host === host && entry.method === method).length;

describe.each([
  ["the gateway", PLATFORM, "GET"],
  ["the identity service", IMS, "POST"],
])("%s in trouble", (_name, host, method) => {
  // Tokens are kept by address and credential: under a new address the identity service is really asked.
  let count = 0;
  const ask = () => {
    const imsUrl = host === IMS ? `${HOSTS.imsUrl}/${++count}` : HOSTS.imsUrl;
    return client({ imsUrl }).getAppRegistration();
  };

  test("throttled for longer than we wait", async () => {
    addFault(sandbox, { kind: "status", host, status: 429, headers: { "retry-after": "90" } });
    expect(await failureOf(ask())).toMatchObject({
      kind: "throttled",
      retryable: true,
      retryAfterSeconds: 90,
    });
  });

  test("unavailable: asked three times", async () => {
    addFault(sandbox, { kind: "status", host, status: 503, headers: { "retry-after": "0" } });
    const before = requests(host, method);
    expect(await failureOf(ask())).toMatchObject({ kind: "unavailable", status: 503 });
    expect(requests(host, method) - before).toBe(3);
  });

  test("cut off", async () => {
    addFault(sandbox, { kind: "cut", host });
    expect(await failureOf(ask())).toMatchObject({ kind: "unavailable", status: null, retryable: true });
  });

  test("garbage, a redirect, an answer of another form, an endless one", async () => {
    for (const change of [
      { kind: "garbage" as const },
      { kind: "status" as const, status: 302, headers: { location: "https://evil.example/" } },
      { kind: "status" as const, status: 200, body: '{"something":"else"}' },
      { kind: "status" as const, status: 200, body: "x".repeat(600_000) },
    ]) {
      sandbox.world.state.faults = [];
      addFault(sandbox, { host, ...change });
      expect(await failureOf(ask())).toMatchObject({ vendor: "adobe", kind: "nonsense", retryable: false });
    }
  });

  test("no secret and no token in an error", async () => {
    addFault(sandbox, {
      kind: "status",
      host,
      status: 403,
      body: JSON.stringify({ error_code: "403000", message: `client_secret=${NORTHWIND.clientSecret}` }),
    });
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/s8e-|eyJ|Bearer/);
  });
});

test("what must run before a call can stop it", async () => {
  const beforeCall = () => {
    throw new Error("A transaction is open.");
  };
  const before = requests(PLATFORM);
  await expect(client({ beforeCall }).getAppRegistration()).rejects.toThrow("A transaction is open.");
  expect(requests(PLATFORM)).toBe(before);
});
