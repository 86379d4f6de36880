import { valueOf } from "../facts";
import { AZURE_ROLES } from "../ids";
import type { PartInput } from "../input";
import type { Operation } from "../plan";
import { orphansOf } from "../recovery/orphans";
import { adobeApplicationId } from "../requirements/app";
import { vaultScope } from "../requirements/role";

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

const ROLE_NAME = "Key Vault Crypto Service Encryption User";

/** Takes away what a deleted principal left behind: nobody can use it, but it hides who may. */
function planOrphans(input: PartInput): Operation[] {
  return orphansOf(input, vaultScope(input)).map(({ id, scope, roleDefinitionId, principalId }) => ({
    op: "remove-role-assignment",
    id,
    scope,
    roleDefinitionId,
    roleName: ROLE_NAME,
    principalId,
  }));
}

/** Gives Adobe's principal the one role it needs, on the vault and nothing wider. */
export function planRole(input: PartInput): Operation[] {
  const principal = valueOf(input.facts.principal);
  const assignments = valueOf(input.facts.assignments);
  const principalId = principal?.exists ? principal.objectId : null;
  const role = AZURE_ROLES.keyVaultCryptoServiceEncryptionUser;
  const held = assignments?.list.some(
    (entry) => entry.principalId === principalId && entry.roleDefinitionId.toLowerCase() === role,
  );
  if (held) return planOrphans(input);
  return [
    {
      op: "assign-role",
      scope: vaultScope(input),
      roleDefinitionId: role,
      roleName: ROLE_NAME,
      principalId,
      principalName: applicationName(input),
      principalType: "ServicePrincipal",
      appId: adobeApplicationId(input),
    },
    ...planOrphans(input),
  ];
}
