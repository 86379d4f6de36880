import { route } from "../core/match";
import { json } from "../core/reply";
import type { Key, KeyVersion, Vault } from "../core/types";
import { attributesOf, keyId, unixSeconds } from "../keyvault/key-bundle";
import { findKey, type KeySpec, latest, makeVersion } from "../keyvault/key-version";
import { readAttributes } from "../keyvault/read-attributes";
import { readPolicy } from "../keyvault/rotation-policy";
import { OPERATIONS, type Operation, rbacMessage } from "../keyvault/vault-call";
import { VaultError } from "../keyvault/vault-error";
import { vaultId } from "../keyvault/vault-model";
import { refuseIfDeleted } from "../keyvault/write-keys";
import { findDataGrant } from "../rbac/evaluate";
import { SURFACES } from "./api-versions";
import {
  type ArmCall,
  type ArmRoute,
  bodyOf,
  objectOf,
  requireAction,
  subscriptionOf,
  tagsOf,
} from "./arm-call";
import { ArmError, badRequest } from "./arm-error";
import { requireUnlocked } from "./lock-check";
import { pageOf } from "./paging";
import { requireVault } from "./scopes";

const NAME = /^[a-zA-Z0-9-]{1,127}$/;

/** The vault of the path, for a caller with the control-plane action and, on RBAC vaults, the data role too. */
function permitted(call: ArmCall, verb: "read" | "write", operations: Operation[]): Vault {
  const { subscription, group = "", vault: name = "", key } = call.params;
  const scope = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${name}`;
  requireAction(call, `Microsoft.KeyVault/vaults/keys/${verb}`, key ? `${scope}/keys/${key}` : scope);
  const vault = requireVault(call.world, subscriptionOf(call).id, group, name);
  if (!vault.enableRbacAuthorization) return vault;
  const resource = vaultId(vault) + (key ? `/keys/${key}` : "");
  for (const { dataAction } of operations) {
    if (findDataGrant(call.world.state, call.caller.objectId, dataAction, resource, call.now)) continue;
    const message = rbacMessage(vault, call.caller, dataAction, resource, "name=KeyVault/ManagementPlane;");
    throw new ArmError(400, "ForbiddenByRbac", `[ForbiddenByRbac (Forbidden)] ${message}`);
  }
  return vault;
}

function requireKey(call: ArmCall, vault: Vault): Key {
  const name = call.params.key ?? "";
  const key = findKey(call.world.state, vault, name);
  if (key && !key.deleted) return key;
  throw new ArmError(404, "KeyNotFound", `A key with (name/id) ${name} was not found in this key vault.`);
}

function policyView(key: Key) {
  if (!key.rotationPolicy) return {};
  const { lifetimeActions, attributes } = key.rotationPolicy;
  return {
    rotationPolicy: {
      attributes: {
        created: unixSeconds(attributes.created),
        updated: unixSeconds(attributes.updated),
        ...(attributes.expiryTime ? { expiryTime: attributes.expiryTime } : {}),
      },
      lifetimeActions: lifetimeActions.map(({ trigger, action }) => ({
        trigger,
        action: { type: action.type.toLowerCase() },
      })),
    },
  };
}

function view(vault: Vault, key: Key, version: KeyVersion, asVersion: boolean) {
  const { recoveryLevel, enabled, nbf, exp, created, updated, exportable } = attributesOf(vault, version);
  const id = `${vaultId(vault)}/keys/${key.name}`;
  return {
    id: asVersion ? `${id}/versions/${version.version}` : id,
    name: asVersion ? version.version : key.name,
    type: asVersion ? "Microsoft.KeyVault/vaults/keys/versions" : "Microsoft.KeyVault/vaults/keys",
    location: vault.location,
    tags: version.tags,
    properties: {
      attributes: { enabled, nbf, exp, created, updated, recoveryLevel, exportable },
      kty: version.kty,
      keyOps: version.ops,
      ...(version.curve ? { curveName: version.curve } : { keySize: version.size }),
      keyUri: keyId(vault, key),
      keyUriWithVersion: keyId(vault, key, version),
      ...(asVersion ? {} : policyView(key)),
    },
  };
}

function specOf(properties: Record<string, unknown>, tags: Record<string, string>): KeySpec {
  const { kty, keyOps, keySize, curveName, attributes } = properties;
  return {
    ...readAttributes({ attributes, key_ops: keyOps }),
    kty: typeof kty === "string" ? kty : "RSA",
    size: typeof keySize === "number" ? keySize : undefined,
    curve: typeof curveName === "string" ? curveName : undefined,
    tags,
  };
}

/** Creates the first version; for a key that exists, gives that one back unchanged. */
async function putKey(call: ArmCall) {
  const vault = permitted(call, "write", [OPERATIONS.get, OPERATIONS.create]);
  requireUnlocked(call.world, vaultId(vault));
  const name = call.params.key ?? "";
  if (!NAME.test(name)) throw badRequest(`The key name '${name}' is invalid.`);
  const body = bodyOf(call);
  if (body.properties === undefined) throw badRequest("The property 'properties' is required.");
  const properties = objectOf(body.properties, "properties");
  const known = findKey(call.world.state, vault, name);
  refuseIfDeleted(known);
  if (known) return json(200, view(vault, known, latest(known), false));
  const policy = properties.rotationPolicy
    ? readPolicy(objectOf(properties.rotationPolicy, "rotationPolicy"))
    : null;
  const at = call.now.toISOString();
  const version = await makeVersion(vault, specOf(properties, tagsOf(body.tags)), call.now);
  const rotationPolicy = policy && {
    lifetimeActions: policy.lifetimeActions,
    attributes: { expiryTime: policy.expiryTime, created: at, updated: at },
  };
  const key: Key = { vaultName: vault.name, name, versions: [version], rotationPolicy, deleted: null };
  call.world.state.keys.push(key);
  call.world.save();
  return json(200, view(vault, key, version, false));
}

function getKey(call: ArmCall) {
  const vault = permitted(call, "read", [OPERATIONS.get]);
  const key = requireKey(call, vault);
  return json(200, view(vault, key, latest(key), false));
}

function listKeys(call: ArmCall) {
  const vault = permitted(call, "read", [OPERATIONS.list]);
  const keys = call.world.state.keys.filter(
    (key) => key.vaultName.toLowerCase() === vault.name.toLowerCase() && !key.deleted,
  );
  return json(
    200,
    pageOf(
      call,
      keys.map((key) => view(vault, key, latest(key), false)),
    ),
  );
}

function listVersions(call: ArmCall) {
  const vault = permitted(call, "read", [OPERATIONS.list]);
  const key = requireKey(call, vault);
  return json(
    200,
    pageOf(
      call,
      key.versions.map((version) => view(vault, key, version, true)),
    ),
  );
}

function getVersion(call: ArmCall) {
  const vault = permitted(call, "read", [OPERATIONS.get]);
  const key = requireKey(call, vault);
  const version = key.versions.find((one) => one.version === call.params.version?.toLowerCase());
  if (version) return json(200, view(vault, key, version, true));
  throw new ArmError(404, "KeyNotFound", `The key '${key.name}' has no version '${call.params.version}'.`);
}

/** Key Vault's own refusals, in the control plane's envelope. */
function inArmWords(handle: ArmRoute[1]["handle"]): ArmRoute[1]["handle"] {
  return async (call) => {
    try {
      return await handle(call);
    } catch (error) {
      if (error instanceof VaultError)
        throw new ArmError(error.status, error.inner ?? error.code, error.message);
      throw error;
    }
  };
}

const KEYS =
  "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{vault}/keys";
const surface = SURFACES.vaults;

export const vaultKeyRoutes: ArmRoute[] = [
  [route("GET", KEYS), { surface, handle: listKeys }],
  [route("PUT", `${KEYS}/{key}`), { surface, handle: inArmWords(putKey) }],
  [route("GET", `${KEYS}/{key}`), { surface, handle: getKey }],
  [route("GET", `${KEYS}/{key}/versions`), { surface, handle: listVersions }],
  [route("GET", `${KEYS}/{key}/versions/{version}`), { surface, handle: getVersion }],
];
