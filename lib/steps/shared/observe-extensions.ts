import "server-only";
import type { AssignmentFacts, ExtensionFacts } from "@/lib/cmk/facts";
import { covers, STORE_ROLES, storeOfId } from "@/lib/cmk/key-store";
import { valueOf } from "@/lib/cmk/value-of";
import type { Observer, StepContext } from "../step";
import { look } from "./look";
import { orNull } from "./or-null";

/** Principals that Graph is asked about; more orphans than that are met one repair after the other. */
const ASKED = 20;

/** Which holders of Adobe's role, other than Adobe's present principal, Graph confirms not to exist. */
async function absentPrincipals(context: StepContext, list: AssignmentFacts[]): Promise<string[]> {
  const principal = valueOf(context.input.facts.principal);
  const present = principal?.exists ? principal.objectId : null;
  const suspects = list.filter(
    (entry) =>
      entry.roleDefinitionId.toLowerCase() === STORE_ROLES[storeOfId(entry.scope)].adobe.id &&
      // A managed HSM does not say what a principal is; nobody but services holds this role.
      (entry.principalType ?? "ServicePrincipal") === "ServicePrincipal" &&
      entry.principalId !== present,
  );
  const absent: string[] = [];
  for (const { principalId } of suspects.slice(0, ASKED)) {
    const known = await orNull(async () => (await context.directory()).hasServicePrincipal(principalId));
    if (known === false) absent.push(principalId);
  }
  return absent;
}

/** What hangs on a vault, from all assignments in effect there: kept as the memory of what a deletion takes. */
export async function readExtensions(
  context: StepContext,
  vaultId: string,
  all: AssignmentFacts[],
): Promise<ExtensionFacts> {
  const roleAssignments = all
    .filter((entry) => covers(vaultId, entry.scope))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const settings = await orNull(async () => (await context.azure()).listDiagnosticSettings(vaultId));
  return {
    vaultId,
    roleAssignments,
    absentPrincipals: await absentPrincipals(context, roleAssignments),
    diagnosticSettings: settings?.sort((a, b) => (a.name < b.name ? -1 : 1)) ?? null,
  };
}

/** What hangs on a vault that was deleted once: only then does the vault's own step have to compare. */
export const observeRecovered: Observer = async (context) => {
  const vault = valueOf(context.input.facts.vault);
  if (!vault?.exists || !context.input.remembered?.lost) return [];
  return [
    await look(context, "extensions", "azure", async () =>
      readExtensions(context, vault.id, await (await context.azure()).listRoleAssignments(vault.id)),
    ),
  ];
};
