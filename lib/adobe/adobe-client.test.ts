import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { installProxy } from "@/lib/azure/proxy";
import { APPS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { CONTOSO, client, IMS, NORTHWIND, PLATFORM } from "@/test/adobe-clients";
import { failureOf } from "@/test/failure-of";
import { addFault } from "@/test/faults";
import { startTestSandbox } from "@/test/sandbox";
import { createAdobeClient } from "./adobe-client";
import type { AdobeConfig } from "./gateway";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
});
afterAll(() => sandbox.stop());
beforeEach(() => {
  sandbox.world.state.cmkConfigs = sandbox.world.state.cmkConfigs.filter(
    (one) => one.imsOrgId !== NORTHWIND.imsOrgId,
  );
});
afterEach(() => {
  sandbox.world.state.faults = [];
});

const requests = (host: string, method = "GET") =>
  sandbox.log.since(0).filter((entry) => entry.host === host && entry.method === method).length;
const KEY = "https://kv-northwind-aep.vault.azure.net/keys/adobe-cmk";
const submission = (configName: string, keyIdentifier = KEY) => ({
  op: "submit-key" as const,
  imsOrgId: NORTHWIND.imsOrgId,
  region: NORTHWIND.region,
  configName,
  keyIdentifier,
});

describe("asking", () => {
  test("the application of an organisation, in any region", async () => {
    expect(await client().getAppRegistration()).toMatchObject({ applicationId: APPS.cmkNorthwind });
    expect(await createAdobeClient(CONTOSO).getAppRegistration()).toEqual({
      applicationId: APPS.cmkContoso,
      name: expect.any(String),
      consentUrl: expect.stringContaining("https://login.microsoftonline.com/common/oauth2/authorize?"),
    });
  });

  test("one token serves many questions", async () => {
    const before = requests(IMS, "POST");
    await Promise.all([client().getAppRegistration(), client().getConfig("x"), client().getConfig("y")]);
    expect(requests(IMS, "POST") - before).toBeLessThanOrEqual(1);
  });

  test("a configuration that nobody made is null", async () => {
    expect(await client().getConfig("none at all/with?signs")).toBeNull();
  });

  test.each<[string, Partial<AdobeConfig>, object]>([
    ["a wrong secret", { clientSecret: "wrong" }, { kind: "unauthenticated", code: "invalid_client" }],
    ["an unknown credential", { clientId: "nobody" }, { kind: "unauthenticated", code: "invalid_client" }],
    [
      "another organisation",
      { imsOrgId: CONTOSO.imsOrgId },
      { kind: "refused", code: "403025", status: 403 },
    ],
    ["another region", { region: "aus5" }, { kind: "absent", status: 404 }],
  ])("%s", async (_name, change, expected) => {
    expect(await failureOf(client(change).getAppRegistration())).toMatchObject({
      vendor: "adobe",
      retryable: false,
      ...expected,
    });
  });

  test("a credential without the permission is refused", async () => {
    const without = {
      ...CONTOSO,
      clientId: "contoso-no-permission",
      clientSecret: "s8e-contoso-sandbox-secret-000009",
    };
    expect(await failureOf(createAdobeClient(without).getAppRegistration())).toMatchObject({
      kind: "refused",
      status: 403,
      message: expect.stringContaining("Manage Customer Managed Key"),
    });
  });

  test("a region that is none names no host", () => {
    expect(() => client({ region: "evil.example/#" })).toThrow(/InvalidRegion/);
  });

  test("a token that is no longer good is renewed, once", async () => {
    await client().getAppRegistration();
    const body = JSON.stringify({ error_code: "401013", message: "Oauth token is not valid" });
    const fault = { kind: "status", host: PLATFORM, status: 401, body } as const;
    addFault(sandbox, { ...fault, remaining: 1 });
    expect(await client().getAppRegistration()).toMatchObject({ applicationId: APPS.cmkNorthwind });
    addFault(sandbox, fault);
    const before = requests(PLATFORM);
    expect(await failureOf(client().getAppRegistration())).toMatchObject({
      kind: "unauthenticated",
      code: "401013",
    });
    expect(requests(PLATFORM) - before).toBe(2);
  });
});

describe("submitting", () => {
  const posts = () => requests(PLATFORM, "POST");

  test("is done once, whatever is asked again", async () => {
    const before = posts();
    const sent = await client().submitKey(submission("Main"));
    expect(sent).toMatchObject({ exists: true, name: "Main", status: "CREATED" });
    expect(sent.keyIdentifier).toContain(KEY);
    expect(sent.vaultUri).toContain("kv-northwind-aep.vault.azure.net");
    const again = await client().submitKey(submission("Main"));
    expect(again).toMatchObject({ name: "Main", status: expect.stringMatching(/RUNNING|UPDATE|COMPLETED/) });
    expect(posts() - before).toBe(1);
    expect(await client().getConfig("Main")).toMatchObject({
      name: "Main",
      keyIdentifier: sent.keyIdentifier,
    });
    expect(await client().getConfig("main")).toBeNull();
  });

  test("a name that stands for another key is a conflict", async () => {
    await client().submitKey(submission("Main"));
    const other = submission("Main", "https://kv-northwind-aep.vault.azure.net/keys/another");
    expect(await failureOf(client().submitKey(other))).toMatchObject({
      kind: "conflict",
      code: "ConfigurationExists",
    });
  });

  test("a second name while one is under way is Adobe's conflict", async () => {
    await client().submitKey(submission("Main"));
    expect(await failureOf(client().submitKey(submission("Other")))).toMatchObject({
      kind: "conflict",
      status: 409,
    });
  });

  test("one that failed is sent again", async () => {
    await client().submitKey(submission("Main"));
    const config = sandbox.world.state.cmkConfigs.find((one) => one.name === "Main");
    if (!config) throw new Error("no configuration");
    config.status = "FAILED";
    expect(await client().submitKey(submission("Main"))).toMatchObject({ status: "CREATED" });
  });

  test("an answer that was lost is looked up, not sent for again", async () => {
    const before = posts();
    let arrived = false;
    const lost = client();
    // The request gets through, the connection breaks before the answer: as a proxy in between would do it.
    const real = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      const response = await real(input, init);
      if (init?.method !== "POST" || !String(input).includes(PLATFORM)) return response;
      arrived = response.ok;
      await response.arrayBuffer();
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }),
      });
    };
    try {
      expect(await lost.submitKey(submission("Lost"))).toMatchObject({
        name: "Lost",
        keyIdentifier: expect.stringContaining(KEY),
      });
    } finally {
      globalThis.fetch = real;
    }
    expect(arrived).toBe(true);
    expect(posts() - before).toBe(1);
  });

  test("one that never arrived is reported, after looking", async () => {
    addFault(sandbox, { kind: "cut", host: PLATFORM, method: "POST" });
    const before = posts();
    expect(await failureOf(client().submitKey(submission("Cut")))).toMatchObject({
      kind: "unavailable",
      retryable: true,
    });
    expect(posts() - before).toBe(1);
    expect(await client().getConfig("Cut")).toBeNull();
  });

  test("a refusal is certain: nothing is looked up", async () => {
    addFault(sandbox, {
      kind: "status",
      host: PLATFORM,
      method: "POST",
      status: 403,
      body: '{"error_code":"403003","message":"Api Key is invalid"}',
    });
    const before = requests(PLATFORM);
    expect(await failureOf(client().submitKey(submission("Refused")))).toMatchObject({
      kind: "refused",
      code: "403003",
    });
    expect(requests(PLATFORM) - before).toBe(1);
  });
});
