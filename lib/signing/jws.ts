import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from "jose";
import type { Signer } from "./signer";

const ALGORITHMS = ["ES256", "PS256", "RS256"];
const encode = (value: string | Uint8Array) => Buffer.from(value).toString("base64url");

/** The public key of a signer, named as it is in what it signs. */
export const publicKey = ({ jwk, keyId, algorithm }: Signer): JWK => ({ ...jwk, kid: keyId, alg: algorithm });

/** Signs bytes as a compact JSON Web Signature (RFC 7515), with the key's name in its header. */
export async function signJws(signer: Signer, payload: string | Uint8Array): Promise<string> {
  const header = JSON.stringify({ alg: signer.algorithm, kid: signer.keyId });
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${encode(await signer.sign(Buffer.from(input)))}`;
}

/** What was signed; `unknown-key` when nobody here knows the key, `invalid` when the signature does not fit. */
export type Verified =
  | { ok: true; payload: Buffer; keyId: string }
  | { ok: false; reason: "unknown-key" | "invalid" };

/** Checks a compact JSON Web Signature with these public keys, found by their `kid`. Never throws. */
export async function verifyJws(keys: readonly JWK[], jws: string): Promise<Verified> {
  try {
    const { kid = "" } = decodeProtectedHeader(jws);
    const jwk = keys.find((key) => key.kid === kid);
    if (!jwk) return { ok: false, reason: "unknown-key" };
    const { payload } = await compactVerify(jws, await importJWK(jwk, jwk.alg), { algorithms: ALGORITHMS });
    return { ok: true, payload: Buffer.from(payload), keyId: kid };
  } catch {
    return { ok: false, reason: "invalid" };
  }
}
