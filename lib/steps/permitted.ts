import "server-only";
import type { Permissions } from "@/lib/azure/ports";
import { PRIVILEGED_ENTRA_ROLES } from "@/lib/cmk/ids";
import { isDataAction, STORE_ACTIONS, STORE_ROLES, storeOf } from "@/lib/cmk/key-store";
import { holdersOf } from "@/lib/cmk/permission-holders";
import type { Permitted } from "@/lib/cmk/permitted";
import type { Plan } from "@/lib/cmk/plan";
import { changesOf } from "@/lib/cmk/plans/changes";
import { permissionScope, type ScopesThatExist } from "@/lib/cmk/plans/permission-scope";
import { valueOf } from "@/lib/cmk/value-of";
import { orNull } from "./shared/or-null";
import type { StepContext } from "./step";

/** Asks Azure once per scope, however often it is needed. null: Azure did not say. */
export type AskPermissions = (scope: string) => Promise<Permissions | null>;

export function askOnce(context: StepContext): AskPermissions {
  const asked = new Map<string, Promise<Permissions | null>>();
  return (scope) => {
    const known = asked.get(scope);
    if (known) return known;
    const answer = orNull(async () =>
      (await context.azure()).listPermissions(scope, context.person?.objectId),
    );
    asked.set(scope, answer);
    return answer;
  };
}

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
      operation.roleDefinitionId === STORE_ROLES[storeOf(context.input)].keys.id &&
      operation.principalId === context.person?.objectId,
  );
}

/** Each permission with the scope at which it is needed, once. */
function neededBy(plan: Plan, there: ScopesThatExist): { permission: string; scope: string | null }[] {
  const needed = plan.operations.flatMap((operation) =>
    changesOf(operation).map(({ permission }) => ({ permission, scope: permissionScope(operation, there) })),
  );
  return [...new Map(needed.map((entry) => [`${entry.permission} ${entry.scope}`, entry])).values()];
}

/** Which permissions of a plan the person holds, each at its scope, asked before anything is done. */
export async function permittedFor(
  context: StepContext,
  plan: Plan,
  there: ScopesThatExist,
  ask: AskPermissions,
): Promise<Permitted[]> {
  const answer = async (permission: string, scope: string | null): Promise<boolean | null> => {
    if (permission === "Application.ReadWrite.All") return mayBringApps(context);
    if (permission === "Manage Customer Managed Key") return mayManageAdobeKeys(context);
    const azure = scope === null ? null : await ask(scope);
    if (azure === null) return null;
    if (!isDataAction(permission)) return azure.allowsAction(permission);
    const allowed = azure.allowsDataAction(permission);
    if (allowed === true || !bringsOwnRole(plan, context)) return allowed;
    // The role comes first: whoever may give it may then do what it allows.
    const { assignRole } = STORE_ACTIONS[storeOf(context.input)];
    return isDataAction(assignRole) ? azure.allowsDataAction(assignRole) : azure.allowsAction(assignRole);
  };
  return Promise.all(
    neededBy(plan, there).map(async ({ permission, scope }) => ({
      permission,
      scope,
      allowed: await answer(permission, scope),
      holders: holdersOf(permission),
    })),
  );
}
