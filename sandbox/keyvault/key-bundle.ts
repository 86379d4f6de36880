import { createHash, createPublicKey } from "node:crypto";
import type { Key, KeyVersion, Vault } from "../core/types";
import { latest } from "./key-version";
import { recoveryLevel, vaultAddress } from "./vault-model";

const publicParts = new Map<string, Record<string, unknown>>();

/** Unix seconds, as the data plane writes times. */
export function unixSeconds(iso: string): number {
  return Math.floor(Date.parse(iso) / 1000);
}

/** The address of a key, with its version when one is given. */
export function keyId(vault: Vault, key: Key, version?: KeyVersion): string {
  const address = `${vaultAddress(vault)}/keys/${key.name}`;
  return version ? `${address}/${version.version}` : address;
}

function publicJwk(version: KeyVersion): Record<string, unknown> {
  const known = publicParts.get(version.privateKey ?? version.version);
  if (known) return known;
  const made = version.privateKey
    ? { ...createPublicKey(version.privateKey).export({ format: "jwk" }) }
    : { x: coordinate(version, "x"), y: coordinate(version, "y") };
  const { n, e, x, y } = made as Record<string, unknown>;
  const parts = version.curve ? { crv: version.curve, x, y } : { n, e };
  publicParts.set(version.privateKey ?? version.version, parts);
  return parts;
}

function coordinate(version: KeyVersion, axis: string): string {
  return createHash("sha256").update(`${version.version}${axis}`).digest("base64url");
}

/** Attributes as the data plane shows them. */
export function attributesOf(vault: Vault, version: KeyVersion): Record<string, unknown> {
  return {
    enabled: version.enabled,
    ...(version.notBefore ? { nbf: unixSeconds(version.notBefore) } : {}),
    ...(version.expires ? { exp: unixSeconds(version.expires) } : {}),
    created: unixSeconds(version.created),
    updated: unixSeconds(version.updated),
    recoveryLevel: recoveryLevel(vault),
    recoverableDays: vault.softDeleteRetentionInDays,
    exportable: false,
    hsmPlatform: version.kty.endsWith("-HSM") ? "2" : "0",
  };
}

/** What create, get, update and rotate answer. */
export function bundleOf(vault: Vault, key: Key, version: KeyVersion): Record<string, unknown> {
  return {
    key: { kid: keyId(vault, key, version), kty: version.kty, key_ops: version.ops, ...publicJwk(version) },
    attributes: attributesOf(vault, version),
    ...(Object.keys(version.tags).length ? { tags: version.tags } : {}),
  };
}

/** One entry of a list of keys (no version given) or of versions. */
export function itemOf(vault: Vault, key: Key, version?: KeyVersion): Record<string, unknown> {
  const shown = version ?? latest(key);
  return {
    kid: keyId(vault, key, version),
    attributes: attributesOf(vault, shown),
    ...(Object.keys(shown.tags).length ? { tags: shown.tags } : {}),
  };
}

/** What a deleted key looks like, on top of its bundle or list entry. */
export function deletedPartOf(vault: Vault, key: Key): Record<string, unknown> {
  if (!key.deleted) return {};
  return {
    recoveryId: `${vaultAddress(vault)}/deletedkeys/${key.name}`,
    deletedDate: unixSeconds(key.deleted.deletedDate),
    scheduledPurgeDate: unixSeconds(key.deleted.scheduledPurgeDate),
  };
}
