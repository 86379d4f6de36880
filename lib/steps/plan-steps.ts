import "server-only";
import { STORE_ACTIONS, storeOf } from "@/lib/cmk/key-store";
import type { StepId } from "@/lib/cmk/parts";
import type { Permitted } from "@/lib/cmk/permitted";
import type { Plan } from "@/lib/cmk/plan";
import { makePlan } from "@/lib/cmk/plans/make-plan";
import type { ScopesThatExist } from "@/lib/cmk/plans/permission-scope";
import { roleScope } from "@/lib/cmk/requirements/role";
import { valueOf } from "@/lib/cmk/value-of";
import { askOnce, permittedFor } from "./permitted";
import { askProvider } from "./shared/ask-provider";
import { orNull } from "./shared/or-null";
import type { StepContext } from "./step";

/** Steps whose plans and permissions are Azure's; the others need no question to it. */
const ON_AZURE: readonly StepId[] = ["vault", "key", "role", "app-access"];

/** The scopes of the part's vault that are there now. Asks Azure for the resource group of a vault that is not. */
async function scopesOf(context: StepContext, asksAzure: boolean): Promise<ScopesThatExist> {
  const { organisation, choices, facts } = context.input;
  const id = organisation.azureSubscriptionId;
  const subscription = `/subscriptions/${id}`;
  const vault = valueOf(facts.vault);
  const group = choices.vault.resourceGroup;
  if (vault?.exists)
    return {
      subscription,
      resourceGroup: `${subscription}/resourceGroups/${vault.resourceGroup}`,
      vault: roleScope(context.input),
    };
  const there =
    asksAzure && (await orNull(async () => (await context.azure()).resourceGroupExists(id, group))) === true;
  return {
    subscription,
    resourceGroup: there ? `${subscription}/resourceGroups/${group}` : null,
    vault: null,
  };
}

/**
 * What applying these steps would do now, from the facts in the context, and whether the person may do it.
 * Asks Azure for the person's permissions and, for a vault that is not there, whether what it needs first is.
 */
export async function planSteps(
  context: StepContext,
  steps: StepId[],
): Promise<{ plan: Plan; permitted: Permitted[] }> {
  const asksAzure = steps.some((step) => ON_AZURE.includes(step));
  const there = await scopesOf(context, asksAzure);
  const ask = askOnce(context);
  const scope = there.vault ?? there.resourceGroup ?? there.subscription;
  const [permissions, providerRegistered] = asksAzure
    ? await Promise.all([ask(scope), askProvider(context, steps)])
    : [null, null];
  const actor = {
    objectId: context.person?.objectId ?? "",
    name: context.person?.name ?? "",
    mayCreateKeys: permissions?.allowsDataAction(STORE_ACTIONS[storeOf(context.input)].createKey) ?? null,
  };
  const resourceGroupExists = there.resourceGroup !== null;
  const plan = await makePlan(steps, context.input, { actor, resourceGroupExists, providerRegistered });
  return { plan, permitted: await permittedFor(context, plan, there, ask) };
}
