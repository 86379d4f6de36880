import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { AssignmentFacts } from "@/lib/cmk/facts";
import { storeOfId } from "@/lib/cmk/key-store";
import { assignmentName } from "./assignment-name";
import type { AzureClients } from "./clients";
import { collect } from "./collect";
import { isFailure } from "./errors";
import { assignLocalRole, listLocalRoles, removeLocalRole } from "./hsm-roles";
import { LIMITS, PRINCIPAL_WAITS_MS } from "./limits";
import { mapAssignment } from "./map";
import type { AzureClient } from "./ports";
import { subscriptionOf } from "./resource-id";

/** All assignments in effect at the scope, inherited ones included; only the principal's when one is given. */
export async function listRoleAssignments(
  clients: AzureClients,
  scope: string,
  principalId?: string,
): Promise<AssignmentFacts[]> {
  if (storeOfId(scope) === "hsm") return listLocalRoles(clients, scope, principalId);
  const filter = principalId ? `principalId eq '${principalId.replaceAll("'", "''")}'` : "atScope()";
  const found = await clients.call("azure", LIMITS.list, (abortSignal) =>
    collect(
      clients
        .authorization(subscriptionOf(scope))
        .roleAssignments.listForScope(scope, { filter, abortSignal }),
    ),
  );
  // Asked by principal, Azure lists what lies below the scope too.
  return found.map(mapAssignment).filter((assignment) => isAtOrAbove(assignment.scope, scope));
}

function isAtOrAbove(assigned: string, scope: string): boolean {
  const path = (text: string) => `${text.toLowerCase().replace(/\/+$/, "")}/`;
  const isManagementGroup = /^\/providers\/Microsoft\.Management\/managementGroups\//i.test(assigned);
  return isManagementGroup || path(scope).startsWith(path(assigned));
}

/**
 * Gives a principal a role at a scope. That it has it already, under whatever name, is success. A principal that
 * Azure does not know yet is waited for, a few times within 25 s. Throws VendorError.
 */
export async function assignRole(
  clients: AzureClients,
  operation: Parameters<AzureClient["assignRole"]>[0],
): Promise<void> {
  const { scope, principalId, principalType, roleDefinitionId } = operation;
  if (storeOfId(scope) === "hsm") return assignLocalRole(clients, operation);
  const subscriptionId = subscriptionOf(scope);
  const name = assignmentName(scope, principalId, roleDefinitionId);
  const parameters = {
    roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitionId}`,
    principalId,
    principalType,
  };
  for (let waits = 0; ; waits++) {
    try {
      await clients.call("azure", LIMITS.write, (abortSignal) =>
        clients
          .authorization(subscriptionId)
          .roleAssignments.create(scope, name, parameters, { abortSignal }),
      );
      return;
    } catch (error) {
      if (isFailure(error, "conflict", "RoleAssignmentExists")) return;
      const wait = PRINCIPAL_WAITS_MS[waits];
      if (!isFailure(error, "absent", "PrincipalNotFound") || wait === undefined) throw error;
      await sleep(wait);
    }
  }
}

/** Takes one assignment away, by its id. That it is gone already is success. Throws VendorError. */
export async function removeRoleAssignment(
  clients: AzureClients,
  { id, scope }: Parameters<AzureClient["removeRoleAssignment"]>[0],
): Promise<void> {
  if (storeOfId(scope) === "hsm") return removeLocalRole(clients, { id, scope });
  try {
    await clients.call("azure", LIMITS.write, (abortSignal) =>
      clients.authorization(subscriptionOf(scope)).roleAssignments.deleteById(id, { abortSignal }),
    );
  } catch (error) {
    if (!isFailure(error, "absent")) throw error;
  }
}
