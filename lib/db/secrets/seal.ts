import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AppError } from "@/lib/errors";
import type { KeyWrapper } from "./key-wrapper";

/** A secret as it is stored: encrypted with a data key of its own, which `keyId` wrapped. */
export type Sealed = {
  keyId: string;
  wrappedKey: Uint8Array<ArrayBuffer>;
  nonce: Uint8Array<ArrayBuffer>;
  ciphertext: Uint8Array<ArrayBuffer>;
  tag: Uint8Array<ArrayBuffer>;
};

const plain = (bytes: Uint8Array) => new Uint8Array(bytes);

/**
 * Encrypts a text (AES-256-GCM). `purpose` says what and whose it is, and is needed again to open it: so a
 * sealed secret that was copied to another row stays shut. Wrapping may call Key Vault: keep it out of transactions.
 */
export async function sealSecret(wrapper: KeyWrapper, purpose: string, text: string): Promise<Sealed> {
  const dataKey = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", dataKey, nonce).setAAD(Buffer.from(purpose));
  const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const wrappedKey = plain(await wrapper.wrap(dataKey));
  dataKey.fill(0);
  const tag = plain(cipher.getAuthTag());
  return { keyId: wrapper.keyId, wrappedKey, nonce: plain(nonce), ciphertext: plain(ciphertext), tag };
}

/**
 * Decrypts what sealSecret made for the same purpose. Throws NOT_CONFIGURED when another key wrapped it,
 * INTERNAL when it was changed, or sealed for something else.
 */
export async function openSecret(wrapper: KeyWrapper, purpose: string, sealed: Sealed): Promise<string> {
  if (sealed.keyId !== wrapper.keyId) {
    const details = { sealedBy: sealed.keyId, configured: wrapper.keyId };
    throw new AppError("NOT_CONFIGURED", "The secret was sealed with another key.", { details });
  }
  const dataKey = await wrapper.unwrap(sealed.wrappedKey);
  try {
    const open = createDecipheriv("aes-256-gcm", dataKey, sealed.nonce).setAAD(Buffer.from(purpose));
    open.setAuthTag(sealed.tag);
    return Buffer.concat([open.update(sealed.ciphertext), open.final()]).toString("utf8");
  } catch (cause) {
    throw new AppError("INTERNAL", "A sealed secret does not open: it was changed or moved.", { cause });
  }
}

/** The same secret under another wrapping key, for rotation: the secret itself is not decrypted. */
export async function rewrapSecret(from: KeyWrapper, to: KeyWrapper, sealed: Sealed): Promise<Sealed> {
  const dataKey = await from.unwrap(sealed.wrappedKey);
  return { ...sealed, keyId: to.keyId, wrappedKey: plain(await to.wrap(dataKey)) };
}
