import "server-only";
import type { TokenCredential } from "@azure/core-auth";
import { CryptographyClient } from "@azure/keyvault-keys";
import { callVendor } from "@/lib/vendor-call";
import { describeAzureError, vendorFailure } from "./errors";
import { LIMITS } from "./limits";

/** Wraps data keys of the secrets at rest; the same shape as lib/db's. */
type KeyWrapper = {
  readonly keyId: string;
  wrap(bytes: Uint8Array): Promise<Uint8Array>;
  unwrap(bytes: Uint8Array): Promise<Uint8Array>;
};

const KEY_ID = /^https:\/\/[^/]+\/keys\/[0-9A-Za-z-]{1,127}\/[0-9a-f]{32}$/i;
const ALGORITHM = "RSA-OAEP-256";

/**
 * Wraps data keys with a Key Vault key. `keyId` must name a version: what was wrapped by one version is only
 * unwrapped by it, and rotation is a new id. Throws VendorError.
 */
export function createKeyWrapper(keyId: string, credential: TokenCredential): KeyWrapper {
  if (!KEY_ID.test(keyId)) {
    throw vendorFailure(
      "key-vault",
      { status: 400, code: "NotAKeyVersion", message: "The wrapping key's address must name a version." },
      undefined,
    );
  }
  const client = new CryptographyClient(keyId, credential, {
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
  });
  const call = <T>(attempt: (signal: AbortSignal) => Promise<T>) =>
    callVendor(
      { vendor: "key-vault", limits: LIMITS.read, describe: describeAzureError("key-vault") },
      attempt,
    );
  return {
    keyId,
    wrap: async (bytes) =>
      (await call((abortSignal) => client.wrapKey(ALGORITHM, bytes, { abortSignal }))).result,
    unwrap: async (bytes) =>
      (await call((abortSignal) => client.unwrapKey(ALGORITHM, bytes, { abortSignal }))).result,
  };
}
