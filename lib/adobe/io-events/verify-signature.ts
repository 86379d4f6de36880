import "server-only";
import { verify } from "node:crypto";
import { VendorError } from "@/lib/vendor-error";
import { KEY_PATH, signingKey } from "./signing-keys";

/** RSA with 4096 bits in base64 and to spare. */
const LONGEST_SIGNATURE = 1024;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

type Pair = { signature: string; path: string };

function pairsOf(headers: Headers): Pair[] {
  return ([1, 2] as const).flatMap((place) => {
    const signature = headers.get(`x-adobe-digital-signature-${place}`) ?? "";
    const path = headers.get(`x-adobe-public-key${place}-path`) ?? "";
    const isWhole = signature.length <= LONGEST_SIGNATURE && BASE64.test(signature) && KEY_PATH.test(path);
    return isWhole ? [{ signature, path }] : [];
  });
}

/** Whether a delivery claims to be signed, truly or not. */
export const isSigned = (headers: Headers): boolean =>
  headers.has("x-adobe-digital-signature-1") || headers.has("x-adobe-digital-signature-2");

class NotSigned extends Error {}

/**
 * Whether Adobe signed exactly these bytes: RSA-SHA256 with either of the two keys that the headers name. Both are looked
 * up at once: one after the other, on a slow host, would outlast the ten seconds that Adobe waits. Throws VendorError
 * when neither verified and a key could not be had: then nobody knows.
 * Source: Adobe I/O Events, security considerations of webhooks.
 */
export async function isSignedByAdobe(body: Buffer, headers: Headers): Promise<boolean> {
  const tried = pairsOf(headers).map(async ({ signature, path }) => {
    const key = await signingKey(path);
    if (!verify("sha256", body, key, Buffer.from(signature, "base64"))) throw new NotSigned();
  });
  try {
    await Promise.any(tried);
    return true;
  } catch (failed) {
    const errors: unknown[] = failed instanceof AggregateError ? failed.errors : [failed];
    const broken = errors.find((error) => !(error instanceof VendorError || error instanceof NotSigned));
    if (broken) throw broken;
    const trouble = errors.find((error) => error instanceof VendorError && error.failure.retryable);
    if (trouble) throw trouble;
    return false;
  }
}
