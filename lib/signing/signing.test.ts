import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { calculateJwkThumbprint } from "jose";
import { expect, it } from "vitest";
import { publicKey, signJws, verifyJws } from "./jws";
import { localSigner } from "./local-signer";
import type { Signer } from "./signer";

const folder = mkdtempSync(join(tmpdir(), "clavis-signing-"));
async function open(name: string): Promise<Signer> {
  const signer = localSigner(join(folder, name));
  return { ...signer, keyId: await calculateJwkThumbprint(signer.jwk) };
}

it("signs so that every server with the same key file can check it", async () => {
  const jws = await signJws(await open("a.pem"), '{"a":1}');
  const verified = await verifyJws([publicKey(await open("a.pem"))], jws);
  expect(verified).toMatchObject({ ok: true, payload: Buffer.from('{"a":1}') });
});

it("accepts no other payload, signature or algorithm", async () => {
  const signer = await open("a.pem");
  const [header = "", payload = "", signature = ""] = (await signJws(signer, "one")).split(".");
  const other = Buffer.from("two").toString("base64url");
  const none = Buffer.from(JSON.stringify({ alg: "none", kid: signer.keyId })).toString("base64url");
  const flipped = Buffer.from(signature, "base64url");
  flipped[0] = (flipped[0] ?? 0) ^ 1;
  for (const jws of [
    `${header}.${other}.${signature}`,
    `${header}.${payload}.${flipped.toString("base64url")}`,
    `${none}.${payload}.`,
    "nonsense",
  ])
    expect(await verifyJws([publicKey(signer)], jws)).toEqual({ ok: false, reason: "invalid" });
});

it("says of a key that it does not know that it does not", async () => {
  const jws = await signJws(await open("before.pem"), "one");
  expect(await verifyJws([publicKey(await open("a.pem"))], jws)).toEqual({
    ok: false,
    reason: "unknown-key",
  });
});
