import type { Lock } from "../core/access-types";
import type { World } from "../core/types";
import { inheritsFrom } from "../rbac/scope";
import { ArmError } from "./arm-error";

function refuse(scope: string, verb: "delete" | "write", locks: Lock[]): void {
  if (locks.length === 0) return;
  const scopes = locks.map((lock) => lock.scope).join(",");
  throw new ArmError(
    409,
    "ScopeLocked",
    `The scope '${scope}' cannot perform ${verb} operation because following scope(s) are locked: '${scopes}'. ` +
      "Please remove the lock and try again.",
  );
}

/** 409 when a lock at the scope or above forbids deleting; for a group, one on something inside it too. */
export function requireDeletable(world: World, scope: string, withContents = false): void {
  const locks = world.state.locks.filter(
    (lock) => inheritsFrom(scope, lock.scope) || (withContents && inheritsFrom(lock.scope, scope)),
  );
  refuse(scope, "delete", locks);
}

/** 409 when a read-only lock at the scope or above forbids writing. */
export function requireUnlocked(world: World, scope: string): void {
  const locks = world.state.locks.filter(
    (lock) => lock.level === "ReadOnly" && inheritsFrom(scope, lock.scope),
  );
  refuse(scope, "write", locks);
}
