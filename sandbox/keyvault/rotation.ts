import { json } from "../core/reply";
import type { Key, KeyVersion, RotationPolicy, SandboxReply, Vault, World } from "../core/types";
import { parseDuration, shift } from "./durations";
import { bundleOf, keyId, unixSeconds } from "./key-bundle";
import { latest, makeVersion } from "./key-version";
import { readPolicy } from "./rotation-policy";
import { bodyOf, OPERATIONS, permit, requireKey, throttle, type VaultCall } from "./vault-call";

function expiryOf(policy: RotationPolicy | null, from: Date): string | null {
  const duration = parseDuration(policy?.attributes.expiryTime ?? "");
  return duration ? shift(from, duration).toISOString() : null;
}

/** Adds a version of the same kind, enabled, with the expiry that the key's policy gives to new ones. */
export async function addRotatedVersion(vault: Vault, key: Key, now: Date): Promise<KeyVersion> {
  const { kty, size, curve, ops, tags } = latest(key);
  const spec = {
    kty,
    size,
    ops,
    tags,
    curve: curve ?? undefined,
    expires: expiryOf(key.rotationPolicy, now),
  };
  const version = await makeVersion(vault, spec, now);
  key.versions.push(version);
  return version;
}

/** POST /keys/{name}/rotate. */
export async function rotateKey(call: VaultCall): Promise<SandboxReply> {
  permit(call, OPERATIONS.rotate, `/keys/${call.params.name}`);
  const key = requireKey(call);
  throttle(call, { kind: "create", version: latest(key) });
  const version = await addRotatedVersion(call.vault, key, call.now);
  call.world.save();
  return json(200, bundleOf(call.vault, key, version));
}

function policyBody(call: VaultCall, key: Key): object {
  const { rotationPolicy: policy } = key;
  const fallback = [{ trigger: { timeBeforeExpiry: "P30D" }, action: { type: "Notify" } }];
  const { expiryTime, created, updated } = policy?.attributes ?? {};
  return {
    id: `${keyId(call.vault, key)}/rotationpolicy`,
    lifetimeActions: policy?.lifetimeActions ?? fallback,
    attributes: {
      ...(expiryTime ? { expiryTime } : {}),
      ...(created && updated ? { created: unixSeconds(created), updated: unixSeconds(updated) } : {}),
    },
  };
}

/** GET /keys/{name}/rotationpolicy: a key without one answers the service's default. */
export function getRotationPolicy(call: VaultCall): SandboxReply {
  permit(call, OPERATIONS.getPolicy, `/keys/${call.params.name}`);
  return json(200, policyBody(call, requireKey(call)));
}

/** PUT /keys/{name}/rotationpolicy. */
export function setRotationPolicy(call: VaultCall): SandboxReply {
  permit(call, OPERATIONS.setPolicy, `/keys/${call.params.name}`);
  const key = requireKey(call);
  const { lifetimeActions, expiryTime } = readPolicy(bodyOf(call.request));
  const updated = call.now.toISOString();
  const created = key.rotationPolicy?.attributes.created ?? updated;
  key.rotationPolicy = { lifetimeActions, attributes: { expiryTime, created, updated } };
  call.world.save();
  return json(200, policyBody(call, key));
}

function dueAt(key: Key): Date | null {
  const action = key.rotationPolicy?.lifetimeActions.find((one) => one.action.type === "Rotate");
  if (!action) return null;
  const { created, expires } = latest(key);
  const after = parseDuration(action.trigger.timeAfterCreate ?? "");
  if (after) return shift(new Date(created), after);
  const before = parseDuration(action.trigger.timeBeforeExpiry ?? "");
  return before && expires ? shift(new Date(expires), before, -1) : null;
}

const rotating = new Set<Key>();

/** Rotates the keys of a vault whose policy says that it is time. Looked at whenever the vault is asked. */
export async function rotateIfDue(world: World, vault: Vault): Promise<void> {
  const now = world.now();
  for (const key of world.state.keys) {
    if (key.vaultName.toLowerCase() !== vault.name.toLowerCase() || key.deleted || rotating.has(key))
      continue;
    const due = dueAt(key);
    if (!due || due > now) continue;
    rotating.add(key);
    await addRotatedVersion(vault, key, now).finally(() => rotating.delete(key));
    world.save();
  }
}
