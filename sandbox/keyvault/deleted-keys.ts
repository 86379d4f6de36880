import { empty, json } from "../core/reply";
import type { Key, SandboxReply } from "../core/types";
import { bundleOf, deletedPartOf, itemOf } from "./key-bundle";
import { findKey, latest } from "./key-version";
import { pageOf } from "./page-of";
import { OPERATIONS, permit, requireKey, type VaultCall } from "./vault-call";
import { VaultError } from "./vault-error";

const DAY_MS = 86_400_000;

function requireDeletedKey(call: VaultCall): Key {
  const name = call.params.name ?? "";
  const key = findKey(call.world.state, call.vault, name);
  if (!key?.deleted) throw new VaultError(404, "KeyNotFound", `Deleted Key not found: ${name}`);
  return key;
}

function deletedBundle(call: VaultCall, key: Key): SandboxReply {
  return json(200, { ...deletedPartOf(call.vault, key), ...bundleOf(call.vault, key, latest(key)) });
}

/** DELETE /keys/{name}: all versions, kept for the vault's retention. */
export function deleteKey(call: VaultCall): SandboxReply {
  permit(call, OPERATIONS.delete, `/keys/${call.params.name}`);
  const key = requireKey(call);
  const purgeAt = call.now.getTime() + call.vault.softDeleteRetentionInDays * DAY_MS;
  key.deleted = { deletedDate: call.now.toISOString(), scheduledPurgeDate: new Date(purgeAt).toISOString() };
  call.world.save();
  return deletedBundle(call, key);
}

/** GET /deletedkeys/{name}. */
export function getDeletedKey(call: VaultCall): SandboxReply {
  permit(call, OPERATIONS.getDeleted, `/keys/${call.params.name}`);
  return deletedBundle(call, requireDeletedKey(call));
}

/** GET /deletedkeys. */
export function listDeletedKeys(call: VaultCall): SandboxReply {
  permit(call, call.vault.sku === "managed-hsm" ? OPERATIONS.getDeleted : OPERATIONS.list);
  const { vault, world } = call;
  const keys = world.state.keys.filter(
    (key) => key.vaultName.toLowerCase() === vault.name.toLowerCase() && key.deleted,
  );
  return json(
    200,
    pageOf(
      call,
      keys.map((key) => ({ ...deletedPartOf(vault, key), ...itemOf(vault, key) })),
    ),
  );
}

/** POST /deletedkeys/{name}/recover. */
export function recoverKey(call: VaultCall): SandboxReply {
  permit(call, OPERATIONS.recover, `/keys/${call.params.name}`);
  const key = requireDeletedKey(call);
  key.deleted = null;
  call.world.save();
  return json(200, bundleOf(call.vault, key, latest(key)));
}

/** DELETE /deletedkeys/{name}: for good, unless the vault is protected against it. */
export function purgeKey(call: VaultCall): SandboxReply {
  permit(call, OPERATIONS.purge, `/keys/${call.params.name}`);
  const key = requireDeletedKey(call);
  if (call.vault.enablePurgeProtection) {
    throw new VaultError(
      403,
      "Forbidden",
      'Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service ' +
        "will automatically purge it after the retention period has passed.",
    );
  }
  call.world.state.keys = call.world.state.keys.filter((one) => one !== key);
  call.world.save();
  return empty(204);
}
