import type { PermissionHolders } from "./permission-holders";
import type { Change } from "./plan";

/** Whether the signed-in person holds a permission that a plan needs, and who could act if not. */
export type Permitted = {
  permission: string;
  /** The scope in Azure at which it was evaluated; null where the permission is not Azure's. */
  scope: string | null;
  /** null: it could not be asked. */
  allowed: boolean | null;
  holders: PermissionHolders;
};

/** Whether the person may make one change of a plan. A permission needed at two scopes must be held at both. */
export function mayMake(change: Change, permitted: Permitted[] | null): boolean | null {
  const needed = (permitted ?? []).filter((entry) => entry.permission === change.permission);
  if (needed.some((entry) => entry.allowed === false)) return false;
  return needed.length > 0 && needed.every((entry) => entry.allowed === true) ? true : null;
}
