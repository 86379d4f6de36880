import type { Key, KeyVersion, RotationPolicy } from "../core/types";
import { daysAgo } from "./days-ago";
import type { SeedKeys } from "./keys";
import { fixedVersion } from "./names";

const ALL_OPS = ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"];

function key(
  vaultName: string,
  name: string,
  created: string,
  version: Partial<KeyVersion>,
  rotationPolicy: RotationPolicy | null = null,
): Key {
  const only: KeyVersion = {
    version: fixedVersion(`key:${vaultName}/${name}`),
    enabled: true,
    notBefore: null,
    expires: null,
    created,
    updated: created,
    ops: ["wrapKey", "unwrapKey"],
    kty: "RSA",
    size: 3072,
    curve: null,
    privateKey: null,
    tags: {},
    ...version,
  };
  return { vaultName, name, versions: [only], rotationPolicy, deleted: null };
}

function rotates(created: string): RotationPolicy {
  return {
    lifetimeActions: [
      { trigger: { timeAfterCreate: "P18M" }, action: { type: "Rotate" } },
      { trigger: { timeBeforeExpiry: "P30D" }, action: { type: "Notify" } },
    ],
    attributes: { expiryTime: "P2Y", created, updated: created },
  };
}

/** The keys of the demo world, with real RSA material. */
export function keys(now: Date, material: SeedKeys): Key[] {
  const old = daysAgo(now, 890);
  const fabrikam = { kty: "RSA-HSM" as const, expires: daysAgo(now, 120 - 730) };
  return [
    key("kv-contoso-shared", "app-signing", old, {
      size: 2048,
      ops: ["sign", "verify"],
      privateKey: material.contosoAppSigning,
    }),
    key("kv-contoso-shared", "backup", old, { size: 4096, ops: ALL_OPS, privateKey: material.contosoBackup }),
    key("kv-contoso-shared", "tokens", old, {
      kty: "EC",
      size: 256,
      curve: "P-256",
      ops: ["sign", "verify"],
    }),
    key("kv-contoso-weak", "cmk-weak", daysAgo(now, 39), {
      size: 2048,
      ops: ALL_OPS,
      privateKey: material.contosoWeak,
    }),
    key(
      "kv-fabrikam-aep",
      "adobe-cmk",
      daysAgo(now, 120),
      { ...fabrikam, privateKey: material.fabrikamAep },
      rotates(daysAgo(now, 120)),
    ),
    key(
      "kv-fabrikam-cja",
      "adobe-cmk",
      daysAgo(now, 118),
      { ...fabrikam, privateKey: material.fabrikamCja },
      rotates(daysAgo(now, 118)),
    ),
    key("kv-northwind-aep", "adobe-cmk", daysAgo(now, 20), { privateKey: material.northwindAep }),
    key(
      "hsm-contoso",
      "adobe-cmk",
      daysAgo(now, 30),
      { kty: "RSA-HSM", ops: ALL_OPS, privateKey: material.contosoHsm },
      rotates(daysAgo(now, 30)),
    ),
  ];
}
