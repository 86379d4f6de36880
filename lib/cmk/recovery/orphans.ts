import { type AssignmentFacts, valueOf } from "../facts";
import { AZURE_ROLES } from "../ids";
import type { PartInput } from "../input";

/**
 * Assignments of Adobe's role on this vault whose principal Microsoft Graph knows no longer. A young one is none
 * (yet): Graph answers from copies, and a new principal may be missing in one of them.
 * `vaultId`: the vault that the part uses.
 */
export function orphansOf(input: PartInput, vaultId: string): AssignmentFacts[] {
  const extensions = valueOf(input.facts.extensions);
  const principal = valueOf(input.facts.principal);
  const scope = vaultId.toLowerCase();
  const oldEnough = Date.parse(input.now) - input.rolePropagationSeconds * 1000;
  if (!extensions || extensions.vaultId.toLowerCase() !== scope) return [];
  return extensions.roleAssignments.filter((entry) => {
    return (
      entry.roleDefinitionId.toLowerCase() === AZURE_ROLES.keyVaultCryptoServiceEncryptionUser &&
      entry.scope.toLowerCase() === scope &&
      extensions.absentPrincipals.includes(entry.principalId) &&
      !(principal?.exists && principal.objectId === entry.principalId) &&
      entry.createdOn !== null &&
      Date.parse(entry.createdOn) <= oldEnough
    );
  });
}
