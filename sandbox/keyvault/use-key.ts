import { json } from "../core/reply";
import type { KeyVersion, SandboxReply } from "../core/types";
import { keyId } from "./key-bundle";
import { seal, signDigest, unseal, verifyDigest } from "./key-crypto";
import { latest } from "./key-version";
import { bodyOf, OPERATIONS, permit, requireKey, throttle, type VaultCall } from "./vault-call";
import { badParameter, keyNotFound, VaultError } from "./vault-error";

export type Use = "wrapKey" | "unwrapKey" | "encrypt" | "decrypt" | "sign" | "verify";

/** Outside its dates a key still opens what it closed earlier; it closes nothing new. */
const MAKES_SOMETHING_NEW: Use[] = ["wrapKey", "encrypt", "sign"];

/** Why a version may not be used for something now, as the 403 that Key Vault answers; null when it may. */
export function refusalByState(version: KeyVersion, use: Use, now: Date): VaultError | null {
  const forbid = (message: string, inner: string) => new VaultError(403, "Forbidden", message, inner);
  if (!version.enabled) return forbid(`Operation ${use} is not allowed on a disabled key.`, "KeyDisabled");
  if (!version.ops.includes(use)) {
    return forbid(`Operation ${use} is not permitted on this key.`, "KeyOperationForbidden");
  }
  if (!MAKES_SOMETHING_NEW.includes(use)) return null;
  if (version.notBefore && Date.parse(version.notBefore) > now.getTime()) {
    return forbid(`Operation ${use} is not allowed on a key that is not yet valid.`, "KeyNotYetValid");
  }
  if (version.expires && Date.parse(version.expires) <= now.getTime()) {
    return forbid(`Operation ${use} is not allowed on an expired key.`, "KeyExpired");
  }
  return null;
}

function bytes(body: Record<string, unknown>, name: string): Buffer {
  const value = body[name];
  if (typeof value !== "string" || !/^[A-Za-z0-9_-]+=*$/.test(value)) {
    throw badParameter(`Property has invalid value\r\n${name}`);
  }
  return Buffer.from(value, "base64url");
}

function compute(use: Use, pem: string, alg: string, body: Record<string, unknown>): Buffer | boolean | null {
  switch (use) {
    case "wrapKey":
    case "encrypt":
      return seal(pem, alg, bytes(body, "value"));
    case "unwrapKey":
    case "decrypt":
      return unseal(pem, alg, bytes(body, "value"));
    case "sign":
      return signDigest(pem, alg, bytes(body, "value"));
    case "verify":
      return verifyDigest(pem, alg, bytes(body, "digest"), bytes(body, "value"));
  }
}

/** POST /keys/{name}/{version}/wrapkey and its kin: real RSA with the key's own material. */
export function useKey(use: Use): (call: VaultCall) => SandboxReply {
  return (call) => {
    permit(call, OPERATIONS[use], `/keys/${call.params.name}`);
    const key = requireKey(call);
    const wanted = call.params.version?.toLowerCase();
    const version = wanted ? key.versions.find((one) => one.version === wanted) : latest(key);
    if (!version) throw keyNotFound(`${key.name}/${wanted}`);
    throttle(call, { kind: "use", version });
    const refusal = refusalByState(version, use, call.now);
    if (refusal) throw refusal;
    const body = bodyOf(call.request);
    const alg = String(body.alg ?? "");
    const pem = version.kty.startsWith("RSA") ? version.privateKey : null;
    const result = pem && attempt(() => compute(use, pem, alg, body));
    if (result === null)
      throw badParameter(`Algorithm ${alg} is not supported for a key of type ${version.kty}.`);
    if (typeof result === "boolean") return json(200, { value: result });
    return json(200, {
      kid: keyId(call.vault, key, version),
      value: Buffer.from(result).toString("base64url"),
    });
  };
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof VaultError) throw error;
    throw badParameter("The parameter is incorrect.");
  }
}
