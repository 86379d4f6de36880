import { randomUUID } from "node:crypto";
import type { Params } from "../core/match";
import type { Caller, Key, SandboxRequest, Vault, World } from "../core/types";
import { findLocalGrant, isHsm, localAction } from "../hsm/local-access";
import { findDataGrant } from "../rbac/evaluate";
import { findKey } from "./key-version";
import { type Load, secondsToWait } from "./throttle";
import { keyNotFound, VaultError } from "./vault-error";
import { vaultId } from "./vault-model";

/** One authenticated request to a vault's data plane. */
export type VaultCall = {
  request: SandboxRequest;
  world: World;
  vault: Vault;
  caller: Caller;
  params: Params;
  now: Date;
  /** The role assignment that let the caller in, for the answer's header. */
  grantId: string | null;
};

/** A data-plane operation: its name in RBAC and in access policies. */
export type Operation = { dataAction: string; policy: string; local?: string };

const KEYS = "Microsoft.KeyVault/vaults/keys";

export const OPERATIONS = {
  create: { dataAction: `${KEYS}/create/action`, policy: "create" },
  import: { dataAction: `${KEYS}/import/action`, policy: "import" },
  get: { dataAction: `${KEYS}/read`, policy: "get" },
  list: { dataAction: `${KEYS}/read`, policy: "list" },
  update: { dataAction: `${KEYS}/update/action`, policy: "update" },
  delete: { dataAction: `${KEYS}/delete`, policy: "delete" },
  getDeleted: { dataAction: `${KEYS}/read`, policy: "get", local: "getDeleted" },
  recover: { dataAction: `${KEYS}/recover/action`, policy: "recover" },
  purge: { dataAction: `${KEYS}/purge/action`, policy: "purge" },
  rotate: { dataAction: `${KEYS}/rotate/action`, policy: "rotate" },
  getPolicy: {
    dataAction: "Microsoft.KeyVault/vaults/keyrotationpolicies/read",
    policy: "getrotationpolicy",
  },
  setPolicy: {
    dataAction: "Microsoft.KeyVault/vaults/keyrotationpolicies/write",
    policy: "setrotationpolicy",
  },
  wrapKey: { dataAction: `${KEYS}/wrap/action`, policy: "wrapKey" },
  unwrapKey: { dataAction: `${KEYS}/unwrap/action`, policy: "unwrapKey" },
  encrypt: { dataAction: `${KEYS}/encrypt/action`, policy: "encrypt" },
  decrypt: { dataAction: `${KEYS}/decrypt/action`, policy: "decrypt" },
  sign: { dataAction: `${KEYS}/sign/action`, policy: "sign" },
  verify: { dataAction: `${KEYS}/verify/action`, policy: "verify" },
  listSecrets: { dataAction: "Microsoft.KeyVault/vaults/secrets/readMetadata/action", policy: "list" },
  listCertificates: { dataAction: "Microsoft.KeyVault/vaults/certificates/read", policy: "list" },
} as const satisfies Record<string, Operation>;

type Who = Pick<Caller, "appId" | "objectId" | "tenantId">;

/** How Key Vault names a caller in its messages. */
export function describeCaller(who: Who, via = ""): string {
  return `${via}appid=${who.appId};oid=${who.objectId};iss=https://sts.windows.net/${who.tenantId}/`;
}

/** ForbiddenByRbac's message: lines that other tools read, joined as the service joins them. */
export function rbacMessage(vault: Vault, who: Who, action: string, resource: string, via = ""): string {
  return [
    "Caller is not authorized to perform action on resource.",
    "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
    `Caller: ${describeCaller(who, via)}`,
    `Action: '${action}'`,
    `Resource: '${resource.toLowerCase()}'`,
    "Assignment: (not found)",
    "DenyAssignmentId: null",
    "DecisionReason: 'DeniedWithNoValidRBAC' ",
    `Vault: ${vault.name};location=${vault.location}`,
    "",
  ].join("\r\n");
}

type AccessPolicy = { tenantId?: string; objectId?: string; permissions?: { keys?: string[] } };

/** Whether an access policy of an old-style vault gives a permission on keys. */
export function policyAllows(vault: Vault, objectId: string, permission: string): boolean {
  return (vault.accessPolicies as AccessPolicy[]).some(
    (entry) =>
      entry.objectId?.toLowerCase() === objectId.toLowerCase() &&
      entry.permissions?.keys?.some((name) => ["all", permission.toLowerCase()].includes(name.toLowerCase())),
  );
}

/** 403 as a managed HSM answers it: no inner code, nobody's id, and the local scope that was asked at. */
export function forbiddenLocally(action: string, scope: string): VaultError {
  const activity = randomUUID();
  return new VaultError(
    403,
    "AccessDenied",
    `Not authorized to access ${action} on ${scope} (Activity ID: ${activity})`,
  );
}

/** Lets the call go on, or throws the 403 that the vault's permission model answers. */
export function permit(call: VaultCall, operation: Operation, below = ""): void {
  const { vault, caller, world } = call;
  const resource = vaultId(vault) + below;
  if (isHsm(vault)) {
    const action = localAction(operation.local ?? operation.policy);
    const grant = findLocalGrant(world.state, vault, caller.objectId, action, below || "/keys");
    if (grant) return;
    throw forbiddenLocally(action, below || "/keys");
  }
  if (vault.enableRbacAuthorization) {
    const grant = findDataGrant(world.state, caller.objectId, operation.dataAction, resource, call.now);
    if (!grant) {
      const message = rbacMessage(vault, caller, operation.dataAction, resource);
      throw new VaultError(403, "Forbidden", message, "ForbiddenByRbac");
    }
    call.grantId = grant.id;
    return;
  }
  if (policyAllows(vault, caller.objectId, operation.policy)) return;
  throw new VaultError(
    403,
    "Forbidden",
    `The user, group or application '${describeCaller(caller)}' does not have keys ${operation.policy} permission ` +
      `on key vault '${vault.name};location=${vault.location}'. For help resolving this issue, please see ` +
      "https://go.microsoft.com/fwlink/?linkid=2125287",
    "AccessDenied",
  );
}

/** Refuses with 429 once the vault has had its share of such requests. */
export function throttle(call: VaultCall, load: Load): void {
  const seconds = secondsToWait(call.world.state, call.vault, load, call.now);
  if (seconds === null) return;
  throw new VaultError(
    429,
    "Throttled",
    "Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached",
    null,
    { "retry-after": String(seconds) },
  );
}

/** The key named in the path, not deleted; 404 otherwise. */
export function requireKey(call: VaultCall): Key {
  const name = call.params.name ?? "";
  const key = findKey(call.world.state, call.vault, name);
  if (!key || key.deleted) throw keyNotFound(name);
  return key;
}

/** The request's body as an object; an empty body counts as an empty object. */
export function bodyOf(request: SandboxRequest): Record<string, unknown> {
  if (request.body.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(request.body.toString("utf8"));
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // Said below, in the service's own words.
  }
  throw new VaultError(400, "BadParameter", "Request body not specified or is not a valid JSON object.");
}
