import { randomUUID } from "node:crypto";
import { KeyClient } from "@azure/keyvault-keys";
import { calculateJwkThumbprint, exportJWK, importJWK, type JWK } from "jose";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applicationCredential } from "@/lib/azure/identity/application-credential";
import { env } from "@/lib/env";
import { principalIn } from "@/sandbox/entra/place";
import { APPS, SUBSCRIPTIONS, TENANTS, TOOLS_SECRET } from "@/sandbox/seed/names";
import { proxiedFetch } from "@/sandbox/testing/proxied-fetch";
import { appTokenOf } from "@/sandbox/testing/tokens";
import { readZip } from "@/scripts/verify-evidence/read-zip.mjs";
import { verifyPack } from "@/scripts/verify-evidence/verify-pack.mjs";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { takePack } from "@/test/evidence";
import { TEST_IDENTITY } from "@/test/sign-in";

const VAULT = "https://kv-contoso-shared.vault.azure.net";
const VAULT_ID = `/subscriptions/${SUBSCRIPTIONS.contoso}/resourceGroups/rg-shared/providers/Microsoft.KeyVault/vaults/kv-contoso-shared`;
const CRYPTO_USER = "12338af0-0e69-4776-bea7-57ae8d297424";

let running: TestConsole;
let owner: pg.Client;
let leader: Browser;
let org: string;
let first: Awaited<ReturnType<typeof takePack>>;

const keys = () =>
  new KeyClient(
    VAULT,
    applicationCredential(
      { ...TEST_IDENTITY, clientId: APPS.tools, credential: { secret: TOOLS_SECRET } },
      TENANTS.contoso,
    ),
  );
const make = () => running.call("POST", `/api/v1/orgs/${org}/evidence`, { browser: leader, body: {} });
const published = async () =>
  ((await (await running.call("GET", "/api/v1/evidence/keys")).json()) as { keys: JWK[] }).keys;

/** What whoever operates the console does once: lets its application sign. */
async function letClavisSign(): Promise<void> {
  const principal = principalIn(running.sandbox.world, APPS.clavis, TENANTS.contoso);
  const token = appTokenOf(running.sandbox, APPS.tools, TENANTS.contoso, "https://management.azure.com");
  const answer = await proxiedFetch(running.sandbox)(
    `https://management.azure.com${VAULT_ID}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}?api-version=2022-04-01`,
    {
      method: "PUT",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({
        properties: {
          roleDefinitionId: `/subscriptions/${SUBSCRIPTIONS.contoso}/providers/Microsoft.Authorization/roleDefinitions/${CRYPTO_USER}`,
          principalId: principal?.id,
          principalType: "ServicePrincipal",
        },
      }),
    },
  );
  expect(answer.status).toBe(201);
}

beforeAll(async () => {
  process.env.CLAVIS_SIGNING_KEY_ID = `${VAULT}/keys/clavis-evidence`;
  running = await startTestConsole({ settings: { roleDelayMs: 0 } });
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  leader = (await running.signIn("leader@contoso.example")).browser;
  // The directory whose application signs; people were let in from several.
  Object.assign(env(), { ENTRA_TENANT: TENANTS.contoso });
  const answer = await running.call("GET", "/api/v1/orgs", { browser: leader });
  const { rows } = (await answer.json()) as { rows: { id: string; name: string }[] };
  org = rows.find(({ name }) => name.startsWith("Fabrikam"))?.id ?? "";
  await keys().createRsaKey("clavis-evidence", { keySize: 2048, keyOps: ["sign", "verify"] });
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

test("without the right to sign there is no pack, and nothing of one", async () => {
  const answer = await make();
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect((await owner.query("select id from evidence_packs")).rows).toEqual([]);
});

test("Key Vault signs, the verifier accepts it offline, and the private half never left the vault", async () => {
  await letClavisSign();
  first = await takePack(running, leader, org);
  const { manifest, trusted } = verifyPack(first.zip, [first.view.keyId]);
  expect([manifest.algorithm, trusted]).toEqual(["PS256", true]);
  const calls = running.sandbox.log.since(0).filter(({ path }) => path.includes("/keys/clavis-evidence/"));
  expect(calls.some(({ method, path }) => method === "POST" && path.includes("/sign"))).toBe(true);
  // The same key as the vault's own answer about it.
  const { key } = await keys().getKey("clavis-evidence");
  const n = Buffer.from(key?.n ?? []).toString("base64url");
  const e = Buffer.from(key?.e ?? []).toString("base64url");
  expect(await calculateJwkThumbprint({ kty: "RSA", n, e })).toBe(first.view.keyId);
  const { rows } = await owner.query("select source, jwk from signing_keys");
  expect(rows.map(({ source }) => source)).toEqual([expect.stringMatching(/clavis-evidence\/[0-9a-f]{32}$/)]);
  expect(Object.keys(rows[0].jwk).sort()).toEqual(["e", "kty", "n"]);
}, 60_000);

test("a byte of a signed file, of the manifest or of the signature fails it", () => {
  const names = ["facts.json", "verdicts.json", "manifest.json", "manifest.jws", "public-key.json"];
  for (const name of names) {
    const file = readZip(first.zip).get(name) ?? Buffer.alloc(0);
    const at = first.zip.indexOf(file) + Math.floor(file.length / 2);
    const changed = Buffer.from(first.zip);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => verifyPack(changed, [first.view.keyId]), name).toThrow();
  }
});

test("after a rotation the next pack has the new key, and the old pack holds by what is published", async () => {
  await keys().createRsaKey("clavis-evidence", { keySize: 2048, keyOps: ["sign", "verify"] });
  const second = await takePack(running, leader, org);
  expect(second.view.keyId).not.toBe(first.view.keyId);
  const known = await published();
  expect(known.map(({ kid }) => kid)).toEqual(expect.arrayContaining([first.view.keyId, second.view.keyId]));
  for (const { zip, view } of [first, second]) {
    const jwk = known.find(({ kid }) => kid === view.keyId);
    expect(await calculateJwkThumbprint(await exportJWK(await importJWK(jwk as JWK, "PS256")))).toBe(
      view.keyId,
    );
    expect(verifyPack(zip, [view.keyId]).trusted).toBe(true);
  }
  expect(() => verifyPack(first.zip, [second.view.keyId])).toThrow(/not a key that you trust/);
  // Sent again from what was stored, the old pack is the same.
  const again = await running.call("GET", `/api/v1/orgs/${org}/evidence/${first.view.id}`, {
    browser: leader,
  });
  expect(Buffer.from(await again.arrayBuffer()).equals(first.zip)).toBe(true);
}, 90_000);
