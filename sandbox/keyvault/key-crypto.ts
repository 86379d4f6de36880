import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  timingSafeEqual,
} from "node:crypto";
import { encodePss, verifyPss } from "./pss";

const DIGESTS: Record<string, { hash: string; prefix: string; bytes: number }> = {
  "256": { hash: "sha256", prefix: "3031300d060960864801650304020105000420", bytes: 32 },
  "384": { hash: "sha384", prefix: "3041300d060960864801650304020205000430", bytes: 48 },
  "512": { hash: "sha512", prefix: "3051300d060960864801650304020305000440", bytes: 64 },
};

type Padding = { padding: number; oaepHash?: string };

/** The padding of a key-encryption algorithm by its JWA name; null when Key Vault has none such for RSA. */
function paddingOf(algorithm: string): Padding | null {
  if (algorithm === "RSA-OAEP") return { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" };
  if (algorithm === "RSA-OAEP-256") return { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
  if (algorithm === "RSA1_5") return { padding: constants.RSA_PKCS1_PADDING };
  return null;
}

function keyOf(pem: string): { privateKey: KeyObject; publicKey: KeyObject } {
  const privateKey = createPrivateKey(pem);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** Encrypts or wraps with a key's public half. Null for an unknown algorithm; throws when the value does not fit. */
export function seal(pem: string, algorithm: string, value: Buffer): Buffer | null {
  const padding = paddingOf(algorithm);
  return padding && publicEncrypt({ key: keyOf(pem).publicKey, ...padding }, value);
}

/** Decrypts or unwraps. Null for an unknown algorithm; throws when the value was not made for this key. */
export function unseal(pem: string, algorithm: string, value: Buffer): Buffer | null {
  const padding = paddingOf(algorithm);
  return padding && privateDecrypt({ key: keyOf(pem).privateKey, ...padding }, value);
}

function signing(algorithm: string) {
  const match = /^(RS|PS)(256|384|512)$/.exec(algorithm);
  const digest = DIGESTS[match?.[2] ?? ""];
  return match && digest ? { scheme: match[1], ...digest } : null;
}

/** Signs a digest that the caller made. Null for an unknown algorithm; throws for a digest of the wrong length. */
export function signDigest(pem: string, algorithm: string, digest: Buffer): Buffer | null {
  const how = signing(algorithm);
  if (!how) return null;
  if (digest.length !== how.bytes) throw new RangeError(`the digest must have ${how.bytes} bytes`);
  const { privateKey } = keyOf(pem);
  if (how.scheme === "RS") {
    const wrapped = Buffer.concat([Buffer.from(how.prefix, "hex"), digest]);
    return privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, wrapped);
  }
  const bits = privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
  const encoded = encodePss(digest, bits - 1, (bytes) => createHash(how.hash).update(bytes).digest());
  return privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, encoded);
}

/** Whether a signature belongs to a digest. Null for an unknown algorithm. */
export function verifyDigest(
  pem: string,
  algorithm: string,
  digest: Buffer,
  signature: Buffer,
): boolean | null {
  const how = signing(algorithm);
  if (!how) return null;
  const { publicKey } = keyOf(pem);
  try {
    if (how.scheme === "PS") {
      const encoded = publicDecrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, signature);
      const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
      return verifyPss(digest, encoded, bits - 1, (bytes) => createHash(how.hash).update(bytes).digest());
    }
    const found = publicDecrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, signature);
    const expected = Buffer.concat([Buffer.from(how.prefix, "hex"), digest]);
    return found.length === expected.length && timingSafeEqual(found, expected);
  } catch {
    return false;
  }
}
