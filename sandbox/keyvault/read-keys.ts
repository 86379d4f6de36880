import { json } from "../core/reply";
import type { SandboxReply } from "../core/types";
import { bundleOf, itemOf } from "./key-bundle";
import { latest } from "./key-version";
import { pageOf } from "./page-of";
import { OPERATIONS, permit, requireKey, throttle, type VaultCall } from "./vault-call";
import { keyNotFound } from "./vault-error";

/** GET /keys/{name}/{version or nothing}. Disabled and expired keys can be read, too. */
export function getKey(call: VaultCall): SandboxReply {
  permit(call, OPERATIONS.get, `/keys/${call.params.name}`);
  throttle(call, { kind: "other" });
  const key = requireKey(call);
  const wanted = call.params.version?.toLowerCase();
  const version = wanted ? key.versions.find((one) => one.version === wanted) : latest(key);
  if (!version) throw keyNotFound(`${key.name}/${wanted}`);
  return json(200, bundleOf(call.vault, key, version));
}

/** GET /keys: the keys of a vault without their material. */
export function listKeys(call: VaultCall): SandboxReply {
  permit(call, OPERATIONS.list);
  throttle(call, { kind: "other" });
  const { vault, world } = call;
  const keys = world.state.keys
    .filter((key) => key.vaultName.toLowerCase() === vault.name.toLowerCase() && !key.deleted)
    .sort((a, b) => a.name.localeCompare(b.name));
  return json(
    200,
    pageOf(
      call,
      keys.map((key) => itemOf(vault, key)),
    ),
  );
}

/** GET /keys/{name}/versions. */
export function listVersions(call: VaultCall): SandboxReply {
  permit(call, OPERATIONS.list, `/keys/${call.params.name}`);
  throttle(call, { kind: "other" });
  const key = requireKey(call);
  return json(
    200,
    pageOf(
      call,
      key.versions.map((version) => itemOf(call.vault, key, version)),
    ),
  );
}
