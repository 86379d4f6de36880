import "server-only";
import { createHash } from "node:crypto";
import type { TokenCredential } from "@azure/core-auth";
import { CryptographyClient, KeyClient } from "@azure/keyvault-keys";
import { callVendor } from "@/lib/vendor-call";
import { describeAzureError, vendorFailure } from "./errors";
import { LIMITS } from "./limits";

/** A key in Key Vault that signs; the same shape as lib/services' but for the id, which is no vendor's matter. */
type VaultSigner = {
  algorithm: "ES256" | "PS256";
  jwk: Record<string, string>;
  source: string;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
};

const KEY_ID = /^(https:\/\/[^/]+)\/keys\/([0-9A-Za-z-]{1,127})(?:\/([0-9a-f]{32}))?$/i;
const OPTIONS = { retryOptions: { maxRetries: 0 }, redirectOptions: { maxRetries: 0 } };

const refuse = (code: string, message: string) =>
  vendorFailure("key-vault", { status: 400, code, message }, undefined);

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString("base64url");

/**
 * A signer over a key, of the version that its address names or else the newest: RSA signs as PS256, P-256 as ES256. The
 * private half never leaves the vault. Needs the rights to read the key and to sign with it. Throws VendorError.
 */
export async function createVaultSigner(keyId: string, credential: TokenCredential): Promise<VaultSigner> {
  const [, vault = "", name = "", version] = KEY_ID.exec(keyId) ?? [];
  if (!vault) throw refuse("NotAKey", "The signing key's address is not that of a key.");
  const call = <T>(attempt: (signal: AbortSignal) => Promise<T>) =>
    callVendor(
      { vendor: "key-vault", limits: LIMITS.read, describe: describeAzureError("key-vault") },
      attempt,
    );
  const keys = new KeyClient(vault, credential, OPTIONS);
  const found = await call((abortSignal) => keys.getKey(name, { version, abortSignal }));
  const { kty = "", n, e, x, y, crv } = found.key ?? {};
  const isRsa = kty.startsWith("RSA");
  if (!isRsa && !(kty.startsWith("EC") && crv === "P-256"))
    throw refuse("KeyTypeNotSupported", "The signing key must be RSA, or EC on P-256.");
  const algorithm = isRsa ? "PS256" : "ES256";
  const source = found.id ?? keyId;
  const client = new CryptographyClient(source, credential, OPTIONS);
  return {
    algorithm,
    jwk: isRsa ? { kty: "RSA", n: text(n), e: text(e) } : { kty: "EC", crv: "P-256", x: text(x), y: text(y) },
    source,
    async sign(bytes) {
      const digest = createHash("sha256").update(bytes).digest();
      return (await call((abortSignal) => client.sign(algorithm, digest, { abortSignal }))).result;
    },
  };
}
