import { json } from "../core/reply";
import type { Key, SandboxReply } from "../core/types";
import { bundleOf } from "./key-bundle";
import { checkOps, checkWindow, findKey, latest, makeVersion } from "./key-version";
import { readAttributes } from "./read-attributes";
import { bodyOf, OPERATIONS, permit, requireKey, throttle, type VaultCall } from "./vault-call";
import { badParameter, keyNotFound, VaultError } from "./vault-error";

const NAME = /^[0-9a-zA-Z-]{1,127}$/;

/** POST /keys/{name}/create: a new key, or a new version of one that exists. */
export async function createKey(call: VaultCall): Promise<SandboxReply> {
  const { vault, world, request } = call;
  const name = call.params.name ?? "";
  permit(call, OPERATIONS.create, `/keys/${name}`);
  if (!NAME.test(name)) throw badParameter(`The request URI contains an invalid name: ${name}`);
  const body = bodyOf(request);
  const kty = typeof body.kty === "string" ? body.kty : "";
  refuseIfDeleted(findKey(world.state, vault, name));
  throttle(call, { kind: "create", version: { kty: kty === "RSA-HSM" ? "RSA-HSM" : "RSA", size: 0 } });
  const size = typeof body.key_size === "number" ? body.key_size : undefined;
  const curve = typeof body.crv === "string" ? body.crv : undefined;
  const version = await makeVersion(vault, { ...readAttributes(body), kty, size, curve }, call.now);
  const key = findKey(world.state, vault, name) ?? addKey(call, name);
  refuseIfDeleted(key);
  key.versions.push(version);
  world.save();
  return json(200, bundleOf(vault, key, version));
}

function addKey(call: VaultCall, name: string): Key {
  const key: Key = { vaultName: call.vault.name, name, versions: [], rotationPolicy: null, deleted: null };
  call.world.state.keys.push(key);
  return key;
}

/** 409 for a name that a deleted key still holds. */
export function refuseIfDeleted(key: Key | undefined): void {
  if (!key?.deleted) return;
  throw new VaultError(
    409,
    "Conflict",
    `Key ${key.name} is currently in a deleted but recoverable state, and its name cannot be reused; in this ` +
      "state, the key can only be recovered or purged.",
    "ObjectIsDeletedButRecoverable",
  );
}

/** PUT /keys/{name}: bringing material from outside is not offered here. */
export function importKey(call: VaultCall): SandboxReply {
  permit(call, OPERATIONS.import, `/keys/${call.params.name}`);
  throw badParameter(
    "Importing key material is not supported by this vault. Create the key in the vault instead.",
  );
}

/** PATCH /keys/{name}/{version}: operations, dates, tags, enabled; what is not said stays. */
export function updateKey(call: VaultCall): SandboxReply {
  const { vault, world, request } = call;
  permit(call, OPERATIONS.update, `/keys/${call.params.name}`);
  const key = requireKey(call);
  const wanted = call.params.version?.toLowerCase();
  const version = wanted ? key.versions.find((one) => one.version === wanted) : latest(key);
  if (!version) throw keyNotFound(`${key.name}/${wanted}`);
  const change = readAttributes(bodyOf(request));
  const notBefore = change.notBefore === undefined ? version.notBefore : change.notBefore;
  const expires = change.expires === undefined ? version.expires : change.expires;
  checkWindow(notBefore, expires);
  if (change.ops) version.ops = checkOps(version.kty, change.ops);
  Object.assign(version, { notBefore, expires, updated: call.now.toISOString() });
  if (change.enabled !== undefined) version.enabled = change.enabled;
  if (change.tags) version.tags = change.tags;
  world.save();
  return json(200, bundleOf(vault, key, version));
}
