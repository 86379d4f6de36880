import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** What one sign-in must remember until the browser comes back. Each value is 256 random bits, base64url. */
export type SignInSecrets = { state: string; nonce: string; codeVerifier: string };

const random = () => randomBytes(32).toString("base64url");

/** Fresh state, nonce and PKCE verifier. */
export function newSignInSecrets(): SignInSecrets {
  return { state: random(), nonce: random(), codeVerifier: random() };
}

/** The S256 challenge of a PKCE verifier (RFC 7636). */
export function codeChallenge(codeVerifier: string): string {
  return createHash("sha256").update(codeVerifier).digest("base64url");
}
