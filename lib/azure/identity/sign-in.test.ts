import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APPS, TENANTS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { failureOf } from "@/test/failure-of";
import { startTestSandbox } from "@/test/sandbox";
import { codeOf, memoryStore, REDIRECT_URI, signInAs, TEST_IDENTITY } from "@/test/sign-in";
import { installProxy } from "../proxy";
import { authorizationUrl } from "./authorization-url";
import { redeemCode } from "./redeem-code";
import { codeChallenge, newSignInSecrets } from "./sign-in-flow";
import { signOutUrl } from "./sign-out-url";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
});
afterAll(() => sandbox.stop());

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

test("signing out leads to the authority and back", async () => {
  const url = new URL((await signOutUrl(TEST_IDENTITY, "http://127.0.0.1:3000/sign-in")) ?? "about:blank");
  expect(url.origin).toBe(sandbox.doorUrl);
  expect(url.searchParams.get("post_logout_redirect_uri")).toBe("http://127.0.0.1:3000/sign-in");
});
