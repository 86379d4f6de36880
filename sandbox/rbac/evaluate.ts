import type { Guid, RoleAssignment, State } from "../core/types";
import { findRole } from "./built-in-roles";
import { matchesAny } from "./match-action";
import type { RoleDefinition } from "./role-definition";
import { inheritsFrom } from "./scope";

type Granted = { assignment: RoleAssignment; role: RoleDefinition };

/** Every role that a principal holds at a scope: assigned there or above. */
export function rolesAt(state: State, principalId: Guid, scope: string): Granted[] {
  const found: Granted[] = [];
  for (const assignment of state.roleAssignments) {
    if (assignment.principalId.toLowerCase() !== principalId.toLowerCase()) continue;
    if (!inheritsFrom(scope, assignment.scope)) continue;
    const role = findRole(assignment.roleDefinitionId);
    if (role) found.push({ assignment, role });
  }
  return found;
}

function permits(granted: string[], excluded: string[], action: string): boolean {
  return matchesAny(granted, action) && !matchesAny(excluded, action);
}

/** Control plane: new assignments count at once. Roles add up; notActions only narrow their own role. */
export function canAct(state: State, principalId: Guid, action: string, scope: string): boolean {
  return rolesAt(state, principalId, scope).some(({ role }) =>
    permits(role.actions, role.notActions, action),
  );
}

/** Data plane: an assignment counts from its effectiveAt on. Gives the assignment that permits, or null. */
export function findDataGrant(
  state: State,
  principalId: Guid,
  dataAction: string,
  scope: string,
  now: Date,
): RoleAssignment | null {
  for (const { role, assignment } of rolesAt(state, principalId, scope)) {
    if (Date.parse(assignment.effectiveAt) > now.getTime()) continue;
    if (permits(role.dataActions, role.notDataActions, dataAction)) return assignment;
  }
  return null;
}

/** Which roles a condition lets its holder assign; null: the condition does not limit them. */
function rolesNamedBy(condition: string | null): string[] | null {
  if (!condition) return null;
  const match = /RoleDefinitionId\]\s*ForAnyOfAnyValues:GuidEquals\s*\{([^}]*)\}/i.exec(condition);
  return (match?.[1] ?? "").split(",").map((id) => id.trim().toLowerCase());
}

/** Whether a principal may write or delete an assignment of this role at this scope, conditions included. */
export function canAssign(
  state: State,
  principalId: Guid,
  verb: "write" | "delete",
  roleDefinitionId: Guid,
  scope: string,
): boolean {
  const action = `Microsoft.Authorization/roleAssignments/${verb}`;
  const wanted = roleDefinitionId.toLowerCase();
  return rolesAt(state, principalId, scope).some(({ role, assignment }) => {
    if (!permits(role.actions, role.notActions, action)) return false;
    if (role.mayAssignOnly && !role.mayAssignOnly.includes(wanted)) return false;
    const named = rolesNamedBy(assignment.condition);
    return named === null || named.includes(wanted);
  });
}

/** Whether a principal holds any role at a scope or below it: then the scope is visible in lists. */
export function seesSomethingIn(state: State, principalId: Guid, scope: string): boolean {
  return state.roleAssignments.some(
    (assignment) =>
      assignment.principalId.toLowerCase() === principalId.toLowerCase() &&
      (inheritsFrom(assignment.scope, scope) || inheritsFrom(scope, assignment.scope)),
  );
}
