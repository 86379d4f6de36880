import { createHash } from "node:crypto";
import { canonical, verifyAudit } from "./audit-chain.mjs";
import { ensure, Problem } from "./problem.mjs";
import { readZip } from "./read-zip.mjs";
import { thumbprintOf, verifySignature } from "./signature.mjs";

const FORMAT = "clavis-evidence/1";

function json(file, name) {
  ensure(file, `${name} is missing.`);
  try {
    return JSON.parse(file.toString("utf8"));
  } catch {
    throw new Problem(`${name} is no JSON.`);
  }
}

function verifyFiles(files, listed) {
  ensure(Array.isArray(listed), "The manifest lists no files.");
  const expected = [...listed.map(({ path }) => path), "manifest.json", "manifest.jws"];
  for (const path of expected) ensure(files.has(path), `${path} is missing.`);
  for (const path of files.keys()) ensure(expected.includes(path), `${path} is not in the manifest.`);
  ensure(
    [...files.keys()].join("\n") === expected.join("\n"),
    "The files stand in another order than in the manifest.",
  );
  for (const { path, sha256, size } of listed) {
    const file = files.get(path);
    ensure(file.length === size, `${path} has another size than in the manifest.`);
    ensure(createHash("sha256").update(file).digest("hex") === sha256, `${path} was changed.`);
  }
}

/**
 * Checks a whole evidence pack. `trusted`: thumbprints of keys that are trusted; empty: the key in the pack is taken
 * as it is, which proves that the pack is of one piece, not who made it. Throws Problem with what is wrong.
 * @param {Buffer} zip @param {string[]} trusted
 */
export function verifyPack(zip, trusted) {
  const files = readZip(zip);
  const manifestFile = files.get("manifest.json");
  const manifest = json(manifestFile, "manifest.json");
  ensure(manifest.format === FORMAT, `The pack's format, ${manifest.format}, is not ${FORMAT}.`);
  ensure(canonical(manifest) === manifestFile.toString("utf8"), "The manifest is not in canonical form.");
  const jwk = json(files.get("public-key.json"), "public-key.json");
  const keyId = thumbprintOf(jwk);
  ensure(
    trusted.length === 0 || trusted.includes(keyId),
    `The pack was signed with ${keyId}, which is not a key that you trust.`,
  );
  const jws = files.get("manifest.jws");
  ensure(jws, "manifest.jws is missing.");
  const signed = verifySignature(manifestFile, jws, jwk);
  ensure(
    signed.keyId === manifest.keyId && signed.algorithm === manifest.algorithm,
    "The manifest names another key.",
  );
  verifyFiles(files, manifest.files);
  const audit = verifyAudit(files.get("audit.jsonl"), manifest.audit);
  return { manifest, keyId, files: files.size, audit, trusted: trusted.length > 0 };
}
