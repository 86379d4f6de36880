import "server-only";
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "@/lib/errors";

function readKey(file: string): KeyObject | null {
  try {
    return createPrivateKey(readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new AppError("NOT_CONFIGURED", `The signing key ${file} cannot be read.`, { cause: error });
  }
}

/** Two processes that start at once: the first one's file stands, and both read it. */
function makeKey(file: string): KeyObject {
  mkdirSync(dirname(file), { recursive: true });
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const mine = `${file}.${process.pid}.new`;
  writeFileSync(mine, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  try {
    linkSync(mine, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(mine);
  }
  return readKey(file) ?? privateKey;
}

/**
 * A signer over a private key in a file (PKCS #8, P-256: ES256), which is made at first use and which only its owner
 * may read. Another key in its place is a rotation. Throws NOT_CONFIGURED for a file that is no such key.
 */
export function localSigner(file: string) {
  const privateKey = readKey(file) ?? makeKey(file);
  const { kty, crv, x, y } = createPublicKey(privateKey).export({ format: "jwk" }) as Record<string, string>;
  if (kty !== "EC" || crv !== "P-256")
    throw new AppError("NOT_CONFIGURED", `The signing key ${file} is not on P-256.`);
  return {
    algorithm: "ES256" as const,
    jwk: { kty, crv, x: x ?? "", y: y ?? "" },
    source: "local",
    async sign(bytes: Uint8Array): Promise<Uint8Array> {
      return sign("sha256", bytes, { key: privateKey, dsaEncoding: "ieee-p1363" });
    },
  };
}
