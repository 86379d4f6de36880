import "server-only";
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { AppError } from "@/lib/errors";

/** Wraps the data keys of secrets: a key in Key Vault in production, a local one otherwise. */
export type KeyWrapper = {
  /** Names the key and its version. Stored with what it wrapped; holds no secret itself. */
  readonly keyId: string;
  wrap(bytes: Uint8Array): Promise<Uint8Array>;
  /** Throws when the bytes were wrapped by another key or changed since. */
  unwrap(bytes: Uint8Array): Promise<Uint8Array>;
};

/**
 * A wrapper around a local key: AES-256-GCM with a key derived (HKDF) from 32 secret bytes.
 * Throws NOT_CONFIGURED when the key has another length.
 */
export function localKeyWrapper(secretKey: Uint8Array): KeyWrapper {
  if (secretKey.length !== 32) throw new AppError("NOT_CONFIGURED", "The secret key must be 32 bytes.");
  const key = Buffer.from(hkdfSync("sha256", secretKey, "", "clavis data keys", 32));
  const keyId = `local:${createHash("sha256").update("clavis key id").update(key).digest("hex").slice(0, 16)}`;
  return {
    keyId,
    async wrap(bytes) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(keyId));
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    },
    async unwrap(bytes) {
      const all = Buffer.from(bytes);
      const open = createDecipheriv("aes-256-gcm", key, all.subarray(0, 12)).setAAD(Buffer.from(keyId));
      open.setAuthTag(all.subarray(all.length - 16));
      return Buffer.concat([open.update(all.subarray(12, all.length - 16)), open.final()]);
    },
  };
}
