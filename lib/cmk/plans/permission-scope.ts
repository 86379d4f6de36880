import type { Operation } from "../plan";

/** The narrowest scopes of Azure that a plan can be judged at: what is there now. */
export type ScopesThatExist = { subscription: string; resourceGroup: string | null; vault: string | null };

/**
 * Where an operation needs its Azure permission: the resource itself, or the nearest one above it that exists, as
 * Azure inherits downwards. null: the permission is not Azure's.
 */
export function permissionScope(operation: Operation, there: ScopesThatExist): string | null {
  switch (operation.op) {
    case "create-service-principal":
    case "submit-key":
      return null;
    case "register-provider":
    case "create-resource-group":
      return there.subscription;
    case "create-vault":
    case "recover-vault":
      return there.resourceGroup ?? there.subscription;
    // A role on something that is no key store, such as a subscription or a workspace, is given there.
    case "assign-role":
      if (!/\/providers\/Microsoft\.KeyVault\//i.test(operation.scope)) return operation.scope;
      return there.vault ?? there.resourceGroup ?? there.subscription;
    default:
      return there.vault ?? there.resourceGroup ?? there.subscription;
  }
}
