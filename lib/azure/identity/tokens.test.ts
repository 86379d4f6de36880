import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { APPS, TENANTS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { failureOf } from "@/test/failure-of";
import { startTestSandbox } from "@/test/sandbox";
import { memoryStore, signInAs, TEST_IDENTITY } from "@/test/sign-in";
import { installProxy } from "../proxy";
import { applicationCredential } from "./application-credential";
import { delegatedCredential } from "./delegated-credential";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
});
afterAll(() => sandbox.stop());

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;
const ARM = "https://management.azure.com/.default";

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
