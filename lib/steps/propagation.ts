import "server-only";
import type { VendorFailure } from "@/lib/cmk/facts";
import { AZURE_ROLES } from "@/lib/cmk/ids";
import { roleScope, roleWorksFrom } from "@/lib/cmk/requirements/role";
import { orNull } from "./shared/or-null";
import type { StepContext } from "./step";

const KEY_ROLES: readonly string[] = [AZURE_ROLES.keyVaultCryptoOfficer, AZURE_ROLES.keyVaultAdministrator];

/**
 * Whether a refusal is only the wait for the person's own new role in the vault: from when, and until when
 * Azure may take. null when it is a real refusal. Source: Azure RBAC troubleshooting (up to ten minutes).
 */
export async function ownRoleWait(
  context: StepContext,
  failure: VendorFailure,
): Promise<{ since: string; until: string } | null> {
  const { person } = context;
  if (failure.code !== "ForbiddenByRbac" || !person) return null;
  const scope = roleScope(context.input);
  const held = await orNull(async () => (await context.azure()).listRoleAssignments(scope, person.objectId));
  const now = context.now().toISOString();
  for (const { roleDefinitionId, principalId, createdOn } of held ?? []) {
    const own = principalId === person.objectId && KEY_ROLES.includes(roleDefinitionId.toLowerCase());
    const until = own ? roleWorksFrom(createdOn, context.input.rolePropagationSeconds) : null;
    if (createdOn && until && until > now) return { since: createdOn, until };
  }
  return null;
}
