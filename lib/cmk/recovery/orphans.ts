import type { AssignmentFacts } from "../facts";
import type { PartInput } from "../input";
import { covers, STORE_ROLES, storeOfId } from "../key-store";
import { valueOf } from "../value-of";

/**
 * Assignments of Adobe's role on this vault whose principal Microsoft Graph knows no longer. A young one is none
 * (yet): Graph answers from copies, and a new principal may be missing in one of them. It is one at once where the
 * principal was seen as Adobe's own before, and another has taken its place.
 * `vaultId`: the vault that the part uses.
 */
export function orphansOf(input: PartInput, vaultId: string): AssignmentFacts[] {
  const extensions = valueOf(input.facts.extensions);
  const principal = valueOf(input.facts.principal);
  const scope = vaultId.toLowerCase();
  const store = storeOfId(vaultId);
  const role = STORE_ROLES[store].adobe.id;
  const known = input.remembered?.principals ?? [];
  const oldEnough = Date.parse(input.now) - input.rolePropagationSeconds * 1000;
  if (!extensions || extensions.vaultId.toLowerCase() !== scope) return [];
  return extensions.roleAssignments.filter((entry) => {
    return (
      entry.roleDefinitionId.toLowerCase() === role &&
      (store === "hsm" ? covers(scope, entry.scope) : entry.scope.toLowerCase() === scope) &&
      extensions.absentPrincipals.includes(entry.principalId) &&
      !(principal?.exists && principal.objectId === entry.principalId) &&
      ((principal?.exists === true && known.includes(entry.principalId)) ||
        // A managed HSM does not tell when: there, only a principal that was made anew shows which one is old.
        (entry.createdOn === null
          ? store === "hsm" && principal?.exists === true
          : Date.parse(entry.createdOn) <= oldEnough))
    );
  });
}
