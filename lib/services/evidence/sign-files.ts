import "server-only";
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Signer } from "@/lib/signing/signer";
import type { PackFile } from "./pack-files";

export const EVIDENCE_FORMAT = "clavis-evidence/1";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");

/**
 * Adds the manifest, which names every file with its hash, and its signature: a JWS with detached content (RFC 7515,
 * appendix F) over the manifest's very bytes.
 */
export async function signFiles(
  files: PackFile[],
  about: Record<string, unknown>,
  signer: Signer,
): Promise<PackFile[]> {
  const { keyId, algorithm } = signer;
  const listed = files.map(({ path, bytes }) => ({ path, sha256: sha256(bytes), size: bytes.length }));
  const manifest = { format: EVIDENCE_FORMAT, ...about, algorithm, keyId, files: listed };
  const bytes = Buffer.from(canonicalize(manifest) ?? "", "utf8");
  const header = base64url(JSON.stringify({ alg: algorithm, kid: keyId, typ: "clavis-evidence+jws" }));
  const signature = await signer.sign(Buffer.from(`${header}.${base64url(bytes)}`, "ascii"));
  return [
    ...files,
    { path: "manifest.json", bytes },
    { path: "manifest.jws", bytes: Buffer.from(`${header}..${base64url(signature)}`, "ascii") },
  ];
}
