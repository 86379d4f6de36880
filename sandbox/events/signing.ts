import { createPublicKey, sign } from "node:crypto";
import type { World } from "../core/types";

const PATH = /^\/prod\/keys\/pub-key-([A-Za-z0-9-]+)\.pem$/;

/** Where the public half of a key is served. */
export const keyPath = (id: string) => `/prod/keys/pub-key-${id}.pem`;

/** The public key at a path, as PEM; null when there is none. */
export function publicKeyAt(world: World, path: string): string | null {
  const id = PATH.exec(path)?.[1];
  const key = (world.state.eventKeys ?? []).find((one) => one.id === id);
  return key ? createPublicKey(key.privateKey).export({ type: "spki", format: "pem" }).toString() : null;
}

/** The headers with which I/O Events signs a body: RSA-SHA256 over its bytes, with both keys. */
export function signatureHeaders(world: World, body: string | Buffer): Record<string, string> {
  const bytes = Buffer.from(body);
  const pairs = (world.state.eventKeys ?? []).map(({ id, privateKey }, index) => ({
    [`x-adobe-digital-signature-${index + 1}`]: sign("sha256", bytes, privateKey).toString("base64"),
    [`x-adobe-public-key${index + 1}-path`]: keyPath(id),
  }));
  return Object.assign({}, ...pairs) as Record<string, string>;
}
