import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox/start";
import { checkExchange, type Exchange, hasDocuments } from "./check-exchange";

const run = promisify(execFile);
const JOURNEY = fileURLToPath(new URL("./sdk-journey.ts", import.meta.url));

if (!hasDocuments) {
  process.stderr.write(
    "test/conformance skipped: Microsoft's API documents, ../shared/azure-specs, are not there.\n",
  );
}

const OK: Exchange = {
  method: "GET",
  host: "kv-one.vault.azure.net",
  path: "/keys/k/",
  query: "?api-version=7.5",
  status: 200,
  responseBody: JSON.stringify({ key: { kid: "https://kv-one.vault.azure.net/keys/k/1", kty: "RSA" } }),
};
const PUT_VAULT: Exchange = {
  method: "PUT",
  host: "management.azure.com",
  path: "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-one",
  query: "?api-version=2026-02-01",
  status: 200,
  requestBody: JSON.stringify({
    location: "westeurope",
    properties: { tenantId: "11111111-aaaa-4aaa-8aaa-000000000001", sku: { family: "A", name: "standard" } },
  }),
};

// Without the documents there is nothing that the checker could know, and so nothing to try.
const describeIfDocumented = hasDocuments ? describe : () => undefined;

describeIfDocumented("the checker", () => {
  it("has nothing against a good exchange", () => {
    expect(checkExchange(OK)).toEqual([]);
    expect(checkExchange(PUT_VAULT)).toEqual([]);
  });

  const bad: [string, Partial<Exchange>, RegExp][] = [
    ["a number for a text", { ...OK, responseBody: '{"key":{"kid":5}}' }, /kid must be string/],
    ["an odd status", { ...OK, status: 201 }, /201 is not described/],
    ["an answer without its body", { ...OK, responseBody: "" }, /no body/],
    ["a wrong error shape", { ...OK, status: 403, responseBody: '{"error":"no"}' }, /error must be object/],
    ["a missing api-version", { ...PUT_VAULT, query: "" }, /api-version is missing/],
    [
      "a required part left out",
      { ...PUT_VAULT, requestBody: '{"location":"x","properties":{}}' },
      /required/,
    ],
    [
      "a misspelt property",
      { ...PUT_VAULT, requestBody: PUT_VAULT.requestBody?.replace("sku", "skew") },
      /skew/,
    ],
    ["an unknown address", { ...PUT_VAULT, path: `${PUT_VAULT.path}/nothing` }, /no operation/],
    [
      "a name the pattern forbids",
      { ...OK, method: "POST", path: "/keys/a_b/create", requestBody: '{"kty":"RSA"}' },
      /path parameter key-name/,
    ],
  ];
  it.each(bad)("finds %s", (_what, exchange, problem) => {
    expect(checkExchange({ ...OK, ...exchange }).join("\n")).toMatch(problem);
  });
});

describe("a foreign client's journey", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ memory: true, record: true, settings: { dnsDelayMs: 300 } });
  });
  afterAll(() => sandbox.stop());

  it("works with proxy and CA alone, and every exchange fits the documents", {
    timeout: 90_000,
  }, async () => {
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, NODE_ENV: "test" as const, ...sandbox.env };
    const { stdout } = await run(process.execPath, ["--import", "tsx", JOURNEY], { env, timeout: 80_000 });
    expect(stdout).toContain("JOURNEY_DONE");
    const exchanges = sandbox.log.since(0);
    expect(exchanges.length).toBeGreaterThan(60);
    expect(exchanges.flatMap(checkExchange)).toEqual([]);
  });
});
