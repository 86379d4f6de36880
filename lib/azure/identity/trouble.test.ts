import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "@/sandbox/start";
import { failureOf } from "@/test/failure-of";
import { addFault } from "@/test/faults";
import { startTestSandbox } from "@/test/sandbox";
import { signInAs } from "@/test/sign-in";
import { installProxy } from "../proxy";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
});
afterAll(() => sandbox.stop());
afterEach(() => {
  sandbox.world.state.faults = [];
});

const fault = (change: Partial<Parameters<typeof addFault>[1]>) =>
  addFault(sandbox, { kind: "status", host: "login.sandbox.internal", path: "*/token*", ...change });

describe("Entra in trouble", () => {
  const ask = async () => {
    const { credential } = await signInAs("admin@contoso.example");
    return (resource = "https://vault.azure.net/.default") => failureOf(credential.getToken(resource));
  };

  test("throttled for long: said at once, with the wait", async () => {
    const failed = await ask();
    fault({
      status: 429,
      body: '{"error":"temporarily_unavailable","error_description":"AADSTS90055: too many"}',
      headers: { "content-type": "application/json", "retry-after": "120" },
    });
    const before = Date.now();
    expect(await failed()).toMatchObject({
      vendor: "entra",
      kind: "throttled",
      retryable: true,
      retryAfterSeconds: 120,
    });
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  test("cut connections are tried again, then given up", async () => {
    const failed = await ask();
    fault({ kind: "cut" });
    const before = Date.now();
    expect(await failed()).toMatchObject({ kind: "unavailable", retryable: true });
    expect(Date.now() - before).toBeLessThan(10_000);
  });

  test("a hiccup goes unnoticed", async () => {
    const { credential } = await signInAs("admin@contoso.example");
    fault({ kind: "cut", remaining: 1 });
    expect((await credential.getToken("https://vault.azure.net/.default"))?.token).toBeTruthy();
  });

  test("garbage is nonsense", async () => {
    const failed = await ask();
    fault({ kind: "garbage" });
    expect(await failed()).toMatchObject({ kind: "nonsense", retryable: false });
  });
});
