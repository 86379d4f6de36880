import type { LocalAssignment } from "../core/access-types";
import type { State, Vault } from "../core/types";
import { matchesAny } from "../rbac/match-action";
import { inheritsFrom } from "../rbac/scope";
import { findLocalRole } from "./local-roles";

/** Data actions of a managed HSM by what the vaults' operation is called in access policies. */
const ACTIONS: Record<string, string> = {
  get: "keys/read/action",
  list: "keys/read/action",
  getrotationpolicy: "keys/read/action",
  create: "keys/create",
  import: "keys/import/action",
  update: "keys/write/action",
  setrotationpolicy: "keys/write/action",
  delete: "keys/delete",
  getDeleted: "keys/deletedKeys/read/action",
  recover: "keys/deletedKeys/recover/action",
  purge: "keys/deletedKeys/delete",
  rotate: "keys/rotate/action",
  wrapKey: "keys/wrap/action",
  unwrapKey: "keys/unwrap/action",
  encrypt: "keys/encrypt/action",
  decrypt: "keys/decrypt/action",
  sign: "keys/sign/action",
  verify: "keys/verify/action",
};

/** The data action of an operation on keys. */
export function localAction(operation: string): string {
  return `Microsoft.KeyVault/managedHsm/${ACTIONS[operation] ?? operation}`;
}

export function isHsm(vault: Vault): boolean {
  return vault.sku === "managed-hsm";
}

/** The managed HSM of that name, deleted or not. */
export function findHsm(state: State, name: string): Vault | undefined {
  return (state.hsms ?? []).find((hsm) => hsm.name.toLowerCase() === name.toLowerCase());
}

export function assignmentsOf(state: State, hsm: Vault): LocalAssignment[] {
  return (state.localAssignments ?? []).filter((one) => one.hsm.toLowerCase() === hsm.name.toLowerCase());
}

/** The local assignment that lets a principal do this at a scope (`/`, `/keys`, `/keys/{name}`), or null. */
export function findLocalGrant(
  state: State,
  hsm: Vault,
  principalId: string,
  dataAction: string,
  scope: string,
): LocalAssignment | null {
  const found = assignmentsOf(state, hsm).find(
    (one) =>
      one.principalId.toLowerCase() === principalId.toLowerCase() &&
      inheritsFrom(scope, one.scope) &&
      matchesAny(findLocalRole(one.roleDefinitionId)?.dataActions ?? [], dataAction),
  );
  return found ?? null;
}
