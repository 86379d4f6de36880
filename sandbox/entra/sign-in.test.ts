import { ConfidentialClientApplication, type Configuration, CryptoProvider } from "@azure/msal-node";
import { getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APPS, CLAVIS_SECRET, TENANTS } from "../seed/names";
import { type Sandbox, startSandbox } from "../start";
import { proxyAgent } from "../testing/proxied-fetch";

const REDIRECT = "http://127.0.0.1:3999/api/auth/callback";
const before = getGlobalDispatcher();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
});

afterAll(async () => {
  setGlobalDispatcher(before);
  await sandbox.stop();
});

function client(tenant: string, secret = CLAVIS_SECRET): ConfidentialClientApplication {
  const auth: Configuration["auth"] = {
    clientId: APPS.clavis,
    clientSecret: secret,
    authority: `https://login.sandbox.internal/${tenant}`,
    knownAuthorities: ["login.sandbox.internal"],
  };
  return new ConfidentialClientApplication({ auth });
}

/** MSAL uses the global fetch; the browser's part below goes to the door without a proxy. */
async function proxied<T>(work: () => Promise<T>): Promise<T> {
  setGlobalDispatcher(proxyAgent(sandbox));
  try {
    return await work();
  } finally {
    setGlobalDispatcher(before);
  }
}

async function choose(url: string, upn: string): Promise<URL> {
  const account = sandbox.world.state.accounts.find((one) => one.upn === upn);
  const body = new URLSearchParams({ account: account?.objectId ?? "" });
  const reply = await fetch(url, { method: "POST", body, redirect: "manual" });
  expect(reply.status).toBe(302);
  return new URL(reply.headers.get("location") ?? "");
}

async function signIn(upn: string, scopes: string[]) {
  const msal = client("organizations");
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const url = await proxied(() =>
    msal.getAuthCodeUrl({
      scopes,
      redirectUri: REDIRECT,
      codeChallenge: challenge,
      codeChallengeMethod: "S256",
      state: "s1",
      nonce: "n1",
    }),
  );
  const back = await choose(url, upn);
  const code = back.searchParams.get("code") ?? "";
  const redeem = (codeVerifier: string) =>
    proxied(() =>
      msal.acquireTokenByCode({ code, scopes, redirectUri: REDIRECT, codeVerifier, nonce: "n1" }),
    );
  return { msal, url, back, redeem, verifier };
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as Record<
    string,
    unknown
  >;
}

describe("sign-in with MSAL", () => {
  test("the browser is sent to the door, picks an account, and comes back with roles", async () => {
    const { url, back, redeem, verifier } = await signIn("admin@contoso.example", [
      "openid",
      "profile",
      "User.Read",
    ]);
    expect(url.startsWith(`${sandbox.doorUrl}/organizations/oauth2/v2.0/authorize?`)).toBe(true);
    const chooser = await (await fetch(url)).text();
    expect(chooser).toContain("Administrator of Contoso Health");
    expect(back.searchParams.get("state")).toBe("s1");
    const result = await redeem(verifier);
    expect(result.idTokenClaims).toMatchObject({
      tid: TENANTS.contoso,
      nonce: "n1",
      roles: ["Clavis.Admin"],
      preferred_username: "admin@contoso.example",
      iss: `https://login.sandbox.internal/${TENANTS.contoso}/v2.0`,
    });
    expect(claimsOf(result.accessToken)).toMatchObject({
      aud: "https://graph.microsoft.com",
      appid: APPS.clavis,
      scp: "User.Read",
    });
  });

  test("one sign-in gives tokens for every resource, and keeps doing so", async () => {
    const { msal, redeem, verifier } = await signIn("admin@fabrikam.example", [
      "https://management.azure.com/user_impersonation",
    ]);
    const result = await redeem(verifier);
    expect(claimsOf(result.accessToken)).toMatchObject({
      aud: "https://management.azure.com",
      tid: TENANTS.fabrikam,
      idtyp: "user",
    });
    const { account } = result;
    if (!account) throw new Error("no account");
    const vault = await proxied(() =>
      msal.acquireTokenSilent({ account, scopes: ["https://vault.azure.net/.default"] }),
    );
    expect(claimsOf(vault.accessToken)).toMatchObject({
      aud: "https://vault.azure.net",
      oid: claimsOf(result.accessToken).oid,
    });
  });

  test("a code works once, and only with its verifier", async () => {
    const { redeem, verifier } = await signIn("admin@contoso.example", ["User.Read"]);
    await expect(redeem(`${verifier}x`)).rejects.toThrow(/AADSTS501481/);
    await redeem(verifier);
    await expect(redeem(verifier)).rejects.toThrow(/AADSTS54005/);
  });

  test("an application signs in as itself, with its own secret only", async () => {
    const scopes = ["https://graph.microsoft.com/.default"];
    const result = await proxied(() => client(TENANTS.northwind).acquireTokenByClientCredential({ scopes }));
    expect(claimsOf(result?.accessToken ?? "")).toMatchObject({
      idtyp: "app",
      tid: TENANTS.northwind,
      roles: ["Application.Read.All"],
    });
    const wrong = proxied(() =>
      client(TENANTS.northwind, "not-it").acquireTokenByClientCredential({ scopes }),
    );
    await expect(wrong).rejects.toMatchObject({
      errorCode: "invalid_client",
      errorMessage: expect.stringContaining("AADSTS7000215"),
    });
    const absent = proxied(() => client(TENANTS.elsewhere).acquireTokenByClientCredential({ scopes }));
    await expect(absent).rejects.toThrow(/AADSTS7000229/);
  });
});

describe("what is refused", () => {
  const base = (more: Record<string, string>, tenant = "organizations") => {
    const query = new URLSearchParams({
      client_id: APPS.clavis,
      response_type: "code",
      redirect_uri: REDIRECT,
      scope: "openid",
      state: "x",
      ...more,
    });
    return `${sandbox.doorUrl}/${tenant}/oauth2/v2.0/authorize?${query}`;
  };

  test.each([
    [
      "an unknown application",
      { client_id: "00000000-0000-4000-8000-00000000ffff" },
      "organizations",
      "AADSTS700016",
    ],
    [
      "a reply address that is not registered",
      { redirect_uri: "http://127.0.0.1:3999/elsewhere" },
      "organizations",
      "AADSTS50011",
    ],
    ["an unknown directory", {}, "nowhere.example", "AADSTS90002"],
  ])("%s", async (_name, more, tenant, code) => {
    const reply = await fetch(base(more as Record<string, string>, tenant), { redirect: "manual" });
    expect(reply.status).toBe(400);
    expect(await reply.text()).toContain(code);
  });

  test("an account of another directory", async () => {
    const account = sandbox.world.state.accounts.find((one) => one.upn === "admin@contoso-labs.example");
    const body = new URLSearchParams({ account: account?.objectId ?? "" });
    const reply = await fetch(base({}, TENANTS.contoso), { method: "POST", body, redirect: "manual" });
    expect(await reply.text()).toContain("AADSTS50020");
  });

  test("a silent request without a hint goes back with interaction_required; with one it just works", async () => {
    const silent = await fetch(base({ prompt: "none" }), { redirect: "manual" });
    expect(new URL(silent.headers.get("location") ?? "").searchParams.get("error")).toBe(
      "interaction_required",
    );
    const hinted = await fetch(base({ prompt: "none", login_hint: "leader@contoso.example" }), {
      redirect: "manual",
    });
    expect(new URL(hinted.headers.get("location") ?? "").searchParams.get("code")).toBeTruthy();
  });

  test("a resource that the directory does not know", async () => {
    const { redeem, verifier } = await signIn("admin@contoso.example", ["User.Read"]);
    await redeem(verifier);
    const { state } = sandbox.world;
    state.servicePrincipals = state.servicePrincipals.filter(
      (one) => !(one.appId === APPS.keyVault && one.tenantId === TENANTS.contoso),
    );
    const asItself = proxied(() =>
      client(TENANTS.contoso).acquireTokenByClientCredential({
        scopes: ["https://vault.azure.net/.default"],
      }),
    );
    await expect(asItself).rejects.toThrow(/AADSTS500011/);
    const again = await signIn("admin@contoso.example", ["https://vault.azure.net/.default"]);
    await expect(again.redeem(again.verifier)).rejects.toThrow(/AADSTS500011/);
    sandbox.world.reset();
  });
});

test("sign-out goes back to the product, and nowhere else", async () => {
  const out = (next: string) =>
    fetch(
      `${sandbox.doorUrl}/organizations/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent(next)}`,
      { redirect: "manual" },
    );
  expect((await out("http://127.0.0.1:3999/")).headers.get("location")).toBe("http://127.0.0.1:3999/");
  expect((await out("https://evil.example/")).status).toBe(200);
});
