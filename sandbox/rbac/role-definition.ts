import type { Guid } from "../core/types";

/** A built-in role of Azure, as Azure RBAC evaluates it. */
export type RoleDefinition = {
  id: Guid;
  roleName: string;
  description: string;
  actions: string[];
  notActions: string[];
  dataActions: string[];
  notDataActions: string[];
  /** Role ids that a holder may assign; null: any that the actions permit. */
  mayAssignOnly: Guid[] | null;
};

/** The condition text that Azure shows for a role limited to assigning some roles. */
export function conditionText(role: RoleDefinition): string | null {
  if (!role.mayAssignOnly) return null;
  const ids = role.mayAssignOnly.join(", ");
  const side = (verb: string, source: string) =>
    `(!(ActionMatches{'Microsoft.Authorization/roleAssignments/${verb}'})) OR ` +
    `(@${source}[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{${ids}})`;
  return `(${side("write", "Request")}) AND (${side("delete", "Resource")})`;
}
