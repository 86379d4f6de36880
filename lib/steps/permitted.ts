import "server-only";
import type { Permissions } from "@/lib/azure/ports";
import { valueOf } from "@/lib/cmk/facts";
import { AZURE_ROLES, PRIVILEGED_ENTRA_ROLES } from "@/lib/cmk/ids";
import type { Plan } from "@/lib/cmk/plan";
import { orNull } from "./shared/or-null";
import type { StepContext } from "./step";

export type Permitted = { permission: string; allowed: boolean | null }[];

const ASSIGN = "Microsoft.Authorization/roleAssignments/write";
/** Keys belong to the data plane: what a person may do there is said by data actions. */
const DATA_ACTION = /^Microsoft\.KeyVault\/vaults\/(keys|keyrotationpolicies)\//;

async function mayBringApps(context: StepContext): Promise<boolean | null> {
  const seen = valueOf(context.input.facts.directoryRoles);
  const mine = context.person && seen?.objectId === context.person.objectId ? seen.roleTemplateIds : null;
  const held = mine ?? (await orNull(async () => (await context.directory()).myDirectoryRoles()));
  return held === null ? null : held.some((id) => id in PRIVILEGED_ENTRA_ROLES);
}

function mayManageAdobeKeys({ input }: StepContext): boolean | null {
  const seen = input.facts.registration;
  if (!seen) return null;
  if ("value" in seen) return true;
  return seen.failure.kind === "refused" || seen.failure.kind === "unauthenticated" ? false : null;
}

/** Whether the plan gives the person the role first that its keys need. */
function bringsOwnRole(plan: Plan, context: StepContext): boolean {
  return plan.operations.some(
    (operation) =>
      operation.op === "assign-role" &&
      operation.roleDefinitionId === AZURE_ROLES.keyVaultCryptoOfficer &&
      operation.principalId === context.person?.objectId,
  );
}

/** Which permissions of a plan the person holds, asked before anything is done. null: it could not be asked. */
export async function permittedFor(
  context: StepContext,
  plan: Plan,
  azure: Permissions | null,
): Promise<Permitted> {
  const answer = async (permission: string): Promise<boolean | null> => {
    if (permission === "Application.ReadWrite.All") return mayBringApps(context);
    if (permission === "Manage Customer Managed Key") return mayManageAdobeKeys(context);
    if (azure === null) return null;
    if (!DATA_ACTION.test(permission)) return azure.allowsAction(permission);
    return azure.allowsDataAction(permission) || (bringsOwnRole(plan, context) && azure.allowsAction(ASSIGN));
  };
  const permissions = [...new Set(plan.changes.map((change) => change.permission))];
  return Promise.all(
    permissions.map(async (permission) => ({ permission, allowed: await answer(permission) })),
  );
}
