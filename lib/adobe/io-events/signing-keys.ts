import "server-only";
import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { BoundedMap } from "@/lib/bounded-map";
import { adobeFailure } from "../errors";
import { requestAdobe } from "../http";
import { LIMITS, SIGNING_KEY_BYTES } from "../limits";

/** Where Adobe publishes the public keys that it signs deliveries with. */
const KEY_HOST = "https://static.adobeioevents.com";
/** A path is taken from a header that anybody can send: it may name a key, and nothing else. */
export const KEY_PATH = /^\/prod\/keys\/pub-key-[A-Za-z0-9-]{1,80}\.pem$/;

/** Adobe asks for a day at most. */
const KEPT_MS = 24 * 3_600_000;
const MOST_KEPT = 16;

type Kept = { key: Promise<KeyObject>; until: number };
const kept = new BoundedMap<string, Kept>(MOST_KEPT);

function toKey(pem: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === "rsa") return key;
  } catch {
    // No key at all: said below like a key of another kind.
  }
  throw adobeFailure({
    status: null,
    code: "NoPublicKey",
    message: "What Adobe published there is no RSA public key.",
  });
}

async function fetchKey(path: string): Promise<KeyObject> {
  const pem = await requestAdobe({
    method: "GET",
    url: KEY_HOST + path,
    headers: { accept: "application/x-pem-file, text/plain, */*" },
    limits: LIMITS.signingKey,
    schema: z.string().min(1),
    read: (response, text) => (response.status === 200 ? text : undefined),
    mostBytes: SIGNING_KEY_BYTES,
  });
  return toKey(pem);
}

/**
 * The public key of this path, kept in memory for a day; deliveries at the same time share one question, and a failure
 * is not kept. Throws VendorError; kind invalid for a path of another form, without asking anybody.
 */
export function signingKey(path: string): Promise<KeyObject> {
  if (!KEY_PATH.test(path))
    return Promise.reject(
      adobeFailure({ status: 400, code: "KeyPath", message: "This is no path of a key of Adobe's." }),
    );
  const known = kept.get(path);
  if (known && known.until > Date.now()) return known.key;
  const entry: Kept = { key: fetchKey(path), until: Date.now() + KEPT_MS };
  kept.set(path, entry);
  entry.key.catch(() => kept.get(path) === entry && kept.delete(path));
  return entry.key;
}

/** Forgets every key. */
export function forgetSigningKeys(): void {
  kept.clear();
}
