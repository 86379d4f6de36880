import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { APPS, TENANTS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { failureOf } from "@/test/failure-of";
import { startTestSandbox } from "@/test/sandbox";
import { codeOf, memoryStore, REDIRECT_URI, signInAs, TEST_IDENTITY } from "@/test/sign-in";
import { installProxy } from "../proxy";
import { applicationCredential } from "./application-credential";
import { authorizationUrl } from "./authorization-url";
import { consentUrl } from "./consent-url";
import { delegatedCredential } from "./delegated-credential";
import { discoverEndpoints } from "./discovery";
import { redeemCode } from "./redeem-code";
import { codeChallenge, newSignInSecrets } from "./sign-in-flow";
import { signOutUrl } from "./sign-out-url";

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
});
afterAll(() => sandbox.stop());
afterEach(() => {
  sandbox.world.state.faults = [];
});

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;
const ARM = "https://management.azure.com/.default";

type FaultChange = Partial<(typeof sandbox.world.state.faults)[number]>;
function fault(change: FaultChange): void {
  const base = {
    id: "f",
    host: "login.sandbox.internal",
    path: "*/token*",
    method: null,
    status: null,
    body: null,
    headers: {},
    delayMs: 0,
    remaining: null,
  };
  sandbox.world.state.faults.push({ ...base, kind: "status", ...change });
}

describe("signing in", () => {
  test("the browser is sent to the authority's own page, with PKCE, state and nonce", async () => {
    const secrets = newSignInSecrets();
    const url = new URL(
      await authorizationUrl(TEST_IDENTITY, {
        ...secrets,
        redirectUri: REDIRECT_URI,
        prompt: "select_account",
      }),
    );
    expect(url.origin).toBe(sandbox.doorUrl);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: APPS.clavis,
      redirect_uri: REDIRECT_URI,
      response_type: "code",
      response_mode: "query",
      prompt: "select_account",
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: codeChallenge(secrets.codeVerifier),
      code_challenge_method: "S256",
    });
    expect(url.searchParams.get("scope")?.split(" ")).toEqual(
      expect.arrayContaining([
        "openid",
        "profile",
        "offline_access",
        "https://management.azure.com/user_impersonation",
      ]),
    );
  });

  test("the code becomes a person with roles, and tokens in the store", async () => {
    const { code, secrets, state } = await codeOf("admin@contoso.example");
    expect(state).toBe(secrets.state);
    const store = memoryStore();
    const who = await redeemCode(TEST_IDENTITY, {
      code,
      redirectUri: REDIRECT_URI,
      codeVerifier: secrets.codeVerifier,
      nonce: secrets.nonce,
      store,
    });
    expect(who).toMatchObject({
      tenantId: TENANTS.contoso,
      upn: "admin@contoso.example",
      name: "Ada Admin",
      roles: ["Clavis.Admin"],
    });
    expect(who.homeAccountId).toBe(`${who.objectId}.${who.tenantId}`);
    expect(store.text).toContain("RefreshToken");
  });

  test("somebody without a role has none", async () => {
    expect((await signInAs("nobody@contoso.example")).roles).toEqual([]);
  });

  test.each([
    ["another nonce", { nonce: "other" }, /./],
    ["another verifier", { codeVerifier: "x".repeat(43) }, /AADSTS50148/],
    ["another address", { redirectUri: "http://127.0.0.1:3000/other" }, /AADSTS/],
    ["another code", { code: "none" }, /AADSTS/],
  ])("%s is refused", async (_name, change, code) => {
    const { code: good, secrets } = await codeOf("admin@contoso.example");
    const request = {
      code: good,
      redirectUri: REDIRECT_URI,
      codeVerifier: secrets.codeVerifier,
      nonce: secrets.nonce,
      store: memoryStore(),
      ...change,
    };
    const failure = await failureOf(redeemCode(TEST_IDENTITY, request));
    expect(failure).toMatchObject({ vendor: "entra", retryable: false });
    expect(`${failure.code} ${failure.message}`).toMatch(code);
  });

  test("a code works once", async () => {
    const { code, secrets } = await codeOf("admin@contoso.example");
    const request = {
      code,
      redirectUri: REDIRECT_URI,
      codeVerifier: secrets.codeVerifier,
      nonce: secrets.nonce,
    };
    await redeemCode(TEST_IDENTITY, { ...request, store: memoryStore() });
    expect(await failureOf(redeemCode(TEST_IDENTITY, { ...request, store: memoryStore() }))).toMatchObject({
      code: "AADSTS54005",
    });
  });
});

describe("tokens", () => {
  test("one sign-in serves every resource, each token for one", async () => {
    const { credential, objectId } = await signInAs("admin@contoso.example");
    for (const resource of [
      "https://management.azure.com",
      "https://graph.microsoft.com",
      "https://vault.azure.net",
    ]) {
      const token = await credential.getToken(`${resource}/.default`);
      expect(claimsOf(token?.token ?? "")).toMatchObject({
        aud: resource,
        oid: objectId,
        tid: TENANTS.contoso,
      });
    }
  });

  test("questions at the same time are all answered, and an answer is kept", async () => {
    const { credential } = await signInAs("admin@contoso.example");
    const tokens = await Promise.all(
      [ARM, ARM, "https://graph.microsoft.com/.default"].map((scope) => credential.getToken(scope)),
    );
    expect(tokens[0]?.token).toBe(tokens[1]?.token);
    expect(tokens[0]?.token).not.toBe(tokens[2]?.token);
  });

  test("with nothing stored the person has to come back", async () => {
    const credential = delegatedCredential(TEST_IDENTITY, {
      store: memoryStore(),
      homeAccountId: "a.b",
      tenantId: TENANTS.contoso,
    });
    expect(await failureOf(credential.getToken(ARM))).toMatchObject({
      vendor: "entra",
      kind: "unauthenticated",
      code: "interaction_required",
      retryable: false,
    });
  });

  test("a store that fails is our own trouble, not Entra's", async () => {
    const broken = { read: () => Promise.reject(new Error("database down")), write: () => Promise.resolve() };
    const credential = delegatedCredential(TEST_IDENTITY, {
      store: broken,
      homeAccountId: "a.b",
      tenantId: TENANTS.contoso,
    });
    await expect(credential.getToken(ARM)).rejects.toMatchObject({ name: "AppError", code: "INTERNAL" });
  });

  test("a refresh token that ran out sends the person back", async () => {
    const { credential } = await signInAs("admin@contoso.example");
    for (const token of sandbox.world.state.refreshTokens) token.expiresAt = new Date(0).toISOString();
    expect(await failureOf(credential.getToken("https://vault.azure.net/.default"))).toMatchObject({
      kind: "unauthenticated",
      code: "interaction_required",
    });
  });

  test("the application has its own, in each directory", async () => {
    for (const tenantId of [TENANTS.contoso, TENANTS.fabrikam]) {
      const token = await applicationCredential(TEST_IDENTITY, tenantId).getToken(ARM);
      expect(claimsOf(token?.token ?? "")).toMatchObject({
        aud: "https://management.azure.com",
        tid: tenantId,
        appid: APPS.clavis,
        idtyp: "app",
      });
    }
  });

  test("a certificate signs an assertion instead of a secret; one file may hold both", async () => {
    const folder = inject("sandboxAuthority");
    const pem = `${readFileSync(join(folder, "ca.pem"), "utf8")}\n${readFileSync(join(folder, "ca-key.pem"), "utf8")}`;
    const config = { ...TEST_IDENTITY, credential: { certificate: pem, privateKey: pem } };
    const before = sandbox.log.since(0).length;
    // The sandbox knows no certificates: that it says so shows that a signed assertion has reached it.
    const failure = await failureOf(applicationCredential(config, TENANTS.contoso).getToken(ARM));
    expect(failure).toMatchObject({ vendor: "entra", code: "AADSTS700027" });
    expect(sandbox.log.since(0).length).toBeGreaterThan(before);
  });

  test("a file without a key is said before anything is sent", () => {
    const certificate = readFileSync(join(inject("sandboxAuthority"), "ca.pem"), "utf8");
    const config = { ...TEST_IDENTITY, credential: { certificate, privateKey: certificate } };
    expect(() => applicationCredential(config, TENANTS.contoso)).toThrow("holds no private key");
  });

  test.each([
    [
      "a wrong secret",
      { credential: { secret: "wrong" } },
      TENANTS.contoso,
      { kind: "unauthenticated", code: "AADSTS7000215" },
    ],
    [
      "a directory without Clavis",
      {},
      TENANTS.elsewhere,
      { kind: "unauthenticated", code: expect.stringMatching(/^AADSTS7000(16|229)$/) },
    ],
  ])("%s", async (_name, change, tenantId, expected) => {
    const credential = applicationCredential({ ...TEST_IDENTITY, ...change }, tenantId);
    expect(await failureOf(credential.getToken(ARM))).toMatchObject({
      vendor: "entra",
      retryable: false,
      ...expected,
    });
  });
});

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

describe("an installation for one directory", () => {
  const own = { ...TEST_IDENTITY, tenant: TENANTS.contoso };

  test("sends people to that directory, once in the address, and takes them back", async () => {
    const url = new URL(
      await authorizationUrl(own, { ...newSignInSecrets(), redirectUri: REDIRECT_URI, prompt: "none" }),
    );
    expect(url.pathname).toBe(`/${TENANTS.contoso}/oauth2/v2.0/authorize`);
    expect((await signInAs("admin@contoso.example", own)).tenantId).toBe(TENANTS.contoso);
  });

  test("lets nobody of another directory in", async () => {
    await expect(codeOf("admin@northwind.example", newSignInSecrets(), own)).rejects.toThrow("No code");
  });
});

describe("the consent address", () => {
  const adobe = `https://login.microsoftonline.com/common/oauth2/authorize?response_type=code&client_id=${APPS.cmkContoso}&redirect_uri=https%3A%2F%2Fexperience.adobe.com%2F&scope=user.read`;

  test("is turned to the directory and the configured authority", async () => {
    const url = new URL(await consentUrl(TEST_IDENTITY, adobe, TENANTS.contoso));
    expect(url.origin).toBe(sandbox.doorUrl);
    expect(url.pathname).toBe(`/${TENANTS.contoso}/oauth2/authorize`);
    expect(url.search).toBe(new URL(adobe).search);
  });

  test.each([
    ["another host", adobe.replace("login.microsoftonline.com", "login.microsoftonline.com.evil.example")],
    ["plain http", adobe.replace("https:", "http:")],
    ["a user in the address", adobe.replace("https://", "https://a@")],
    ["another path", adobe.replace("/oauth2/authorize", "/oauth2/logout")],
    ["no application", adobe.replace(APPS.cmkContoso, "x")],
    ["two applications", `${adobe}&client_id=${APPS.cja}`],
    ["no address", "javascript:alert(1)"],
  ])("%s is refused", async (_name, url) => {
    expect(await failureOf(consentUrl(TEST_IDENTITY, url, TENANTS.contoso))).toMatchObject({
      kind: "nonsense",
      code: "UnexpectedConsentAddress",
    });
  });

  test("a directory that is no GUID, or unknown, is refused", async () => {
    expect(await failureOf(consentUrl(TEST_IDENTITY, adobe, "common"))).toMatchObject({
      code: "UnexpectedConsentAddress",
    });
    expect(
      await failureOf(discoverEndpoints(TEST_IDENTITY, "99999999-9999-4999-8999-999999999999")),
    ).toMatchObject({ vendor: "entra", code: "AADSTS90002" });
  });
});

test("signing out leads to the authority and back", async () => {
  const url = new URL((await signOutUrl(TEST_IDENTITY, "http://127.0.0.1:3000/sign-in")) ?? "about:blank");
  expect(url.origin).toBe(sandbox.doorUrl);
  expect(url.searchParams.get("post_logout_redirect_uri")).toBe("http://127.0.0.1:3000/sign-in");
});
