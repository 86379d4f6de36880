import { createHash, randomBytes } from "node:crypto";
import { CryptographyClient, KeyClient } from "@azure/keyvault-keys";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Actor, clientOptions, credentialFor, rawCaller, tokenFor } from "../arm/test-clients";
import { APPS, TENANTS } from "../seed/names";
import { type Sandbox, startSandbox } from "../start";

let sandbox: Sandbox;
let client: KeyClient;
const TOOLS: Actor = { appId: APPS.tools, tenantId: TENANTS.contoso };
const READY = "https://kv-contoso-ready.vault.azure.net";
const SHARED = "https://kv-contoso-shared.vault.azure.net";
const DAY_MS = 86_400_000;

beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
});
beforeEach(() => {
  sandbox.world.reset();
  client = keyClient(TOOLS, READY);
});
afterAll(() => sandbox.stop());

function keyClient(actor: Actor, vault: string): KeyClient {
  return new KeyClient(vault, credentialFor(sandbox.world, actor), clientOptions(sandbox));
}

function cryptoClient(keyId: string): CryptographyClient {
  return new CryptographyClient(keyId, credentialFor(sandbox.world, TOOLS), clientOptions(sandbox));
}

function forward(milliseconds: number): void {
  sandbox.world.state.settings.clockOffsetMs += milliseconds;
}

describe("a key's life", () => {
  it("create, read, list, update, new version, rotate by policy", { timeout: 60_000 }, async () => {
    const made = await client.createRsaKey("adobe-cmk", { keySize: 3072, keyOps: ["wrapKey", "unwrapKey"] });
    expect(made.properties).toMatchObject({
      enabled: true,
      recoveryLevel: "Recoverable",
      recoverableDays: 90,
    });
    expect(made.key?.n).toHaveLength(384);
    expect((await client.getKey("adobe-cmk")).id).toBe(made.id);
    const second = await client.createRsaKey("adobe-cmk", { keySize: 2048 });
    expect(second.properties.version).not.toBe(made.properties.version);
    const off = await client.updateKeyProperties("adobe-cmk", second.properties.version ?? "", {
      enabled: false,
    });
    expect(off.properties.enabled).toBe(false);
    await client.updateKeyRotationPolicy("adobe-cmk", {
      lifetimeActions: [{ action: "Rotate", timeAfterCreate: "P30D" }],
      expiresIn: "P90D",
    });
    const rotated = await client.rotateKey("adobe-cmk");
    const lasts =
      (rotated.properties.expiresOn?.getTime() ?? 0) - (rotated.properties.createdOn?.getTime() ?? 0);
    expect(lasts).toBe(90 * DAY_MS);
    forward(31 * DAY_MS);
    const versions = [];
    for await (const version of client.listPropertiesOfKeyVersions("adobe-cmk")) versions.push(version);
    expect(versions).toHaveLength(4);
    const names = [];
    for await (const key of client.listPropertiesOfKeys()) names.push(key.name);
    expect(names).toEqual(["adobe-cmk"]);
  });

  it("delete, blocked name, recover; no purge under purge protection", async () => {
    await client.createEcKey("short", {});
    const poller = await client.beginDeleteKey("short", { intervalInMs: 20 });
    const deleted = await poller.pollUntilDone();
    expect(deleted.properties.recoveryId).toBe(`${READY}/deletedkeys/short`);
    await expect(client.createEcKey("short")).rejects.toMatchObject({
      statusCode: 409,
      code: "Conflict",
      details: { error: { innerError: { code: "ObjectIsDeletedButRecoverable" } } },
    });
    await expect(client.getKey("short")).rejects.toMatchObject({ statusCode: 404, code: "KeyNotFound" });
    await expect(client.purgeDeletedKey("short")).rejects.toMatchObject({ statusCode: 403 });
    const recovered = await (
      await client.beginRecoverDeletedKey("short", { intervalInMs: 20 })
    ).pollUntilDone();
    expect(recovered.name).toBe("short");
  });

  it("purges where purge protection is off, and by itself when the retention is over", async () => {
    const shared = keyClient(TOOLS, SHARED);
    await (await shared.beginDeleteKey("tokens", { intervalInMs: 20 })).pollUntilDone();
    await shared.purgeDeletedKey("tokens");
    await expect(shared.getDeletedKey("tokens")).rejects.toMatchObject({ code: "KeyNotFound" });
    await (await shared.beginDeleteKey("backup", { intervalInMs: 20 })).pollUntilDone();
    forward(91 * DAY_MS);
    await expect(shared.getDeletedKey("backup")).rejects.toMatchObject({ code: "KeyNotFound" });
  });

  it.each([
    ["RSA-HSM in a standard vault", () => client.createRsaKey("k", { hsm: true })],
    ["an odd size", () => client.createRsaKey("k", { keySize: 1024 })],
    [
      "an end before the start",
      () => client.createEcKey("k", { notBefore: new Date("2026-02-01"), expiresOn: new Date("2026-01-01") }),
    ],
    ["an expiry policy under 28 days", () => client.updateKeyRotationPolicy("k", { expiresIn: "P7D" })],
    ["a name with a dot", () => client.createEcKey("a.b")],
  ])("refuses %s", async (_what, attempt) => {
    await client.createEcKey("k");
    await expect(attempt()).rejects.toMatchObject({ statusCode: 400, code: "BadParameter" });
  });

  it("lists in pages of at most 25", async () => {
    const { state } = sandbox.world;
    const template = state.keys.find((key) => key.name === "tokens");
    for (let index = 0; index < 60; index++) {
      if (template) state.keys.push({ ...template, vaultName: "kv-contoso-ready", name: `k${index}` });
    }
    const sizes = [];
    for await (const page of client.listPropertiesOfKeys().byPage()) sizes.push(page.length);
    expect(sizes).toEqual([25, 25, 10]);
  });
});

describe("real cryptography", () => {
  const digest = createHash("sha256").update("words").digest();

  it.each(["RSA-OAEP", "RSA-OAEP-256"] as const)(
    "wraps and unwraps, encrypts and decrypts with %s",
    async (algorithm) => {
      const key = await client.createRsaKey("crypt", { keySize: 2048 });
      const crypto = cryptoClient(key.id ?? "");
      const secret = randomBytes(32);
      const wrapped = await crypto.wrapKey(algorithm, secret);
      expect(Buffer.from((await crypto.unwrapKey(algorithm, wrapped.result)).result)).toEqual(secret);
      const sealed = await crypto.encrypt({ algorithm, plaintext: secret });
      const opened = await crypto.decrypt({ algorithm, ciphertext: sealed.result });
      expect(Buffer.from(opened.result)).toEqual(secret);
    },
  );

  it.each(["RS256", "PS256"] as const)("signs and verifies with %s", async (algorithm) => {
    const key = await client.createRsaKey("sign", { keySize: 2048 });
    const crypto = cryptoClient(key.id ?? "");
    const signed = await crypto.sign(algorithm, digest);
    expect((await crypto.verify(algorithm, digest, signed.result)).result).toBe(true);
    const call = rawCaller(sandbox);
    const token = tokenFor(sandbox.world, TOOLS, "https://vault.azure.net");
    const value = Buffer.from(signed.result).toString("base64url");
    const ask = (of: Buffer) =>
      call("POST", `${key.id}/verify?api-version=7.5`, token, {
        alg: algorithm,
        digest: of.toString("base64url"),
        value,
      });
    expect((await ask(digest)).body).toEqual({ value: true });
    expect((await ask(randomBytes(32))).body).toEqual({ value: false });
  });

  it("refuses what the key's state forbids, and still unwraps with an expired key", async () => {
    const key = await client.createRsaKey("states", { keySize: 2048 });
    const version = key.properties.version ?? "";
    const crypto = cryptoClient(key.id ?? "");
    const { result } = await crypto.wrapKey("RSA-OAEP", randomBytes(16));
    const call = rawCaller(sandbox);
    const token = tokenFor(sandbox.world, TOOLS, "https://vault.azure.net");
    const use = async (op: string) => {
      const value = Buffer.from(op === "unwrapkey" ? result : randomBytes(16)).toString("base64url");
      const reply = await call("POST", `${key.id}/${op}?api-version=7.5`, token, { alg: "RSA-OAEP", value });
      const error = reply.body?.error as { innererror?: { code: string } } | undefined;
      return error?.innererror?.code ?? reply.status;
    };
    await client.updateKeyProperties("states", version, { expiresOn: new Date(Date.now() - DAY_MS) });
    expect([await use("wrapkey"), await use("unwrapkey")]).toEqual(["KeyExpired", 200]);
    await client.updateKeyProperties("states", version, {
      expiresOn: new Date(Date.now() + 9 * DAY_MS),
      notBefore: new Date(Date.now() + DAY_MS),
    });
    expect(await use("wrapkey")).toBe("KeyNotYetValid");
    forward(2 * DAY_MS);
    expect(await use("wrapkey")).toBe(200);
    await client.updateKeyProperties("states", version, { keyOps: ["wrapKey"] });
    expect(await use("unwrapkey")).toBe("KeyOperationForbidden");
    await client.updateKeyProperties("states", version, { enabled: false });
    expect(await use("wrapkey")).toBe("KeyDisabled");
  });
});
