import type { PartInput } from "../input";
import { STORE_ROLES, storeOf } from "../key-store";
import type { Operation } from "../plan";
import { orphansOf } from "../recovery/orphans";
import { adobeApplicationId } from "../requirements/app";
import { roleScope, vaultScope } from "../requirements/role";
import { valueOf } from "../value-of";

const NAMES = { aep: "Adobe Experience Platform CMK", cja: "Adobe Customer Journey Analytics CMK" } as const;

function applicationName(input: PartInput): string {
  return (input.part === "aep" ? valueOf(input.facts.registration)?.name : null) ?? NAMES[input.part];
}

/** Brings Adobe's application into the tenant that owns the vault, when it is not there. */
export function planApp(input: PartInput): Operation[] {
  const appId = adobeApplicationId(input);
  const principal = valueOf(input.facts.principal);
  if (appId === null || principal === null || principal.exists) return [];
  return [
    {
      op: "create-service-principal",
      tenantId: input.organisation.azureTenantId,
      appId,
      name: applicationName(input),
    },
  ];
}

/** Takes away what a deleted principal left behind: nobody can use it, but it hides who may. */
function planOrphans(input: PartInput): Operation[] {
  return orphansOf(input, vaultScope(input)).map(({ id, scope, roleDefinitionId, principalId }) => ({
    op: "remove-role-assignment",
    id,
    scope,
    roleDefinitionId,
    roleName: STORE_ROLES[storeOf(input)].adobe.name,
    principalId,
  }));
}

/** Gives Adobe's principal the one role it needs: on the vault, in a managed HSM on the key, and nothing wider. */
export function planRole(input: PartInput): Operation[] {
  const principal = valueOf(input.facts.principal);
  const assignments = valueOf(input.facts.assignments);
  const principalId = principal?.exists ? principal.objectId : null;
  const { id: role, name: roleName } = STORE_ROLES[storeOf(input)].adobe;
  const held = assignments?.list.some(
    (entry) => entry.principalId === principalId && entry.roleDefinitionId.toLowerCase() === role,
  );
  if (held) return planOrphans(input);
  return [
    {
      op: "assign-role",
      scope: roleScope(input),
      roleDefinitionId: role,
      roleName,
      principalId,
      principalName: applicationName(input),
      principalType: "ServicePrincipal",
      appId: adobeApplicationId(input),
    },
    ...planOrphans(input),
  ];
}
