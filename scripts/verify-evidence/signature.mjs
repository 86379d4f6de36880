import { Buffer } from "node:buffer";
import { constants, createHash, createPublicKey, verify } from "node:crypto";
import { ensure, Problem } from "./problem.mjs";

const BASE64URL = /^[A-Za-z0-9_-]+$/;
/** What each algorithm needs of its key (RFC 7518). Anything else, `none` first of all, is refused. */
const ALGORITHMS = {
  ES256: { kty: "EC", options: { dsaEncoding: "ieee-p1363" } },
  PS256: { kty: "RSA", options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } },
  RS256: { kty: "RSA", options: { padding: constants.RSA_PKCS1_PADDING } },
};
const MEMBERS = { EC: ["crv", "kty", "x", "y"], RSA: ["e", "kty", "n"] };

/** RFC 7638. @param {Record<string, string>} jwk */
export function thumbprintOf(jwk) {
  const members = MEMBERS[jwk?.kty];
  ensure(members, "The key is neither RSA nor EC.");
  const canonical = JSON.stringify(
    Object.fromEntries(members.map((name) => [name, String(jwk[name] ?? "")])),
  );
  return createHash("sha256").update(canonical).digest("base64url");
}

/** Exactly one text for the same bytes: base64 otherwise leaves bits that nobody looks at. */
function decode(text, what) {
  ensure(BASE64URL.test(text), `The ${what} of the signature is malformed.`);
  const bytes = Buffer.from(text, "base64url");
  ensure(bytes.toString("base64url") === text, `The ${what} of the signature is malformed.`);
  return bytes;
}

function parse(bytes, what) {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new Problem(`The ${what} is no JSON.`);
  }
}

/**
 * Holds the manifest's bytes against its signature.
 * @param {Buffer} manifest @param {Buffer} jws @param {Record<string, string>} jwk
 * @returns {{ keyId: string, algorithm: string }}
 */
export function verifySignature(manifest, jws, jwk) {
  const [head = "", content, signature = "", ...rest] = jws.toString("latin1").split(".");
  ensure(content === "" && rest.length === 0, "The signature is not a JWS with detached content.");
  const header = parse(decode(head, "header"), "header of the signature");
  const algorithm = ALGORITHMS[header.alg];
  ensure(
    algorithm && Object.hasOwn(ALGORITHMS, header.alg),
    `The signature's algorithm, ${header.alg}, is not accepted.`,
  );
  ensure(
    header.crit === undefined && header.b64 === undefined,
    "The signature asks for something that is not known.",
  );
  ensure(jwk.kty === algorithm.kty, "The key is of another kind than the signature.");
  const keyId = thumbprintOf(jwk);
  ensure(header.kid === keyId, "The signature names another key.");
  let key;
  try {
    key = createPublicKey({ key: jwk, format: "jwk" });
  } catch {
    throw new Problem("The public key cannot be read.");
  }
  if (jwk.kty === "RSA")
    ensure((key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048, "The RSA key is too short.");
  else ensure(jwk.crv === "P-256", "The key is not on P-256.");
  const signed = Buffer.from(`${head}.${manifest.toString("base64url")}`, "ascii");
  const holds = verify("sha256", signed, { key, ...algorithm.options }, decode(signature, "value"));
  ensure(holds, "The signature does not fit: the manifest was changed, or another key signed it.");
  return { keyId, algorithm: header.alg };
}
