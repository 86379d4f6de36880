import { generateKeyPairSync, randomBytes } from "node:crypto";
import { generateRsa } from "../core/rsa";
import type { Key, KeyVersion, State, Vault } from "../core/types";
import { badParameter } from "./vault-error";

/** What a caller may ask of a new key version, already in our words. Times are ISO 8601 or null. */
export type KeySpec = {
  kty: string;
  size?: number;
  curve?: string;
  ops?: string[];
  enabled?: boolean;
  notBefore?: string | null;
  expires?: string | null;
  tags?: Record<string, string>;
};

export const RSA_SIZES = [2048, 3072, 4096];
const CURVES: Record<string, { name: string; size: number }> = {
  "P-256": { name: "prime256v1", size: 256 },
  "P-384": { name: "secp384r1", size: 384 },
  "P-521": { name: "secp521r1", size: 521 },
  "P-256K": { name: "secp256k1", size: 256 },
};
const RSA_OPS = ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"];
const EC_OPS = ["sign", "verify"];
export const ALL_OPS = [...RSA_OPS, "import", "export"];

/** The operations a key gets when nobody says which. */
export function defaultOps(kty: string): string[] {
  return kty.startsWith("EC") ? [...EC_OPS] : [...RSA_OPS];
}

function isKind(kty: string): kty is KeyVersion["kty"] {
  return ["RSA", "RSA-HSM", "EC", "EC-HSM"].includes(kty);
}

/** Refuses operations that Key Vault does not know or that the kind of key cannot do. */
export function checkOps(kty: string, ops: string[]): string[] {
  for (const op of ops) {
    if (!ALL_OPS.includes(op)) throw badParameter(`Property has invalid value\r\nkey_ops: ${op}`);
    if (kty.startsWith("EC") && RSA_OPS.includes(op) && !EC_OPS.includes(op)) {
      throw badParameter(`Key operation '${op}' is not supported for a key of type ${kty}.`);
    }
  }
  return ops;
}

/** Refuses an expiry that is not after the start. */
export function checkWindow(notBefore: string | null, expires: string | null): void {
  if (notBefore && expires && Date.parse(expires) <= Date.parse(notBefore)) {
    throw badParameter("Expiration time must be later than the not before time.");
  }
}

/** Makes the material and attributes of a new version; throws VaultError for what Key Vault would refuse. */
export async function makeVersion(vault: Vault, spec: KeySpec, now: Date): Promise<KeyVersion> {
  const { kty } = spec;
  if (!isKind(kty)) throw badParameter(`Property has invalid value\r\nkty: ${kty}`);
  if (!kty.endsWith("-HSM") && vault.sku === "managed-hsm")
    throw badParameter(`Keys of type ${kty} are not kept in a managed HSM.`);
  if (kty.endsWith("-HSM") && vault.sku === "standard") {
    throw badParameter(`Keys of type ${kty} need a vault of the premium tier; this one is ${vault.sku}.`);
  }
  const ops = checkOps(kty, spec.ops?.length ? spec.ops : defaultOps(kty));
  checkWindow(spec.notBefore ?? null, spec.expires ?? null);
  const curve = kty.startsWith("EC") ? (spec.curve ?? "P-256") : null;
  const material = curve ? ecMaterial(curve) : await rsaMaterial(spec.size ?? 2048);
  return {
    version: randomBytes(16).toString("hex"),
    enabled: spec.enabled ?? true,
    notBefore: spec.notBefore ?? null,
    expires: spec.expires ?? null,
    created: now.toISOString(),
    updated: now.toISOString(),
    ops,
    kty,
    curve,
    tags: spec.tags ?? {},
    ...material,
  };
}

async function rsaMaterial(size: number): Promise<Pick<KeyVersion, "size" | "privateKey">> {
  if (!RSA_SIZES.includes(size)) throw badParameter(`Property has invalid value\r\nkey_size: ${size}`);
  return { size, privateKey: await generateRsa(size) };
}

function ecMaterial(curve: string): Pick<KeyVersion, "size" | "privateKey"> {
  const known = CURVES[curve];
  if (!known) throw badParameter(`Property has invalid value\r\ncrv: ${curve}`);
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: known.name });
  return { size: known.size, privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

/** The newest version: what an address without a version means. */
export function latest(key: Key): KeyVersion {
  const version = key.versions.at(-1);
  if (!version) throw new Error(`key ${key.name} has no version`);
  return version;
}

/** The key of that name in a vault, deleted or not. */
export function findKey(state: State, vault: Vault, name: string): Key | undefined {
  return state.keys.find(
    (key) =>
      key.vaultName.toLowerCase() === vault.name.toLowerCase() &&
      key.name.toLowerCase() === name.toLowerCase(),
  );
}
