import "server-only";
import { valueOf } from "@/lib/cmk/facts";
import type { StepId } from "@/lib/cmk/parts";
import type { Plan } from "@/lib/cmk/plan";
import { makePlan } from "@/lib/cmk/plans/make-plan";
import { type Permitted, permittedFor } from "./permitted";
import { orNull } from "./shared/or-null";
import type { StepContext } from "./step";

const CREATE_KEYS = "Microsoft.KeyVault/vaults/keys/create/action";
/** Steps whose plans and permissions are Azure's; the others need no question to it. */
const ON_AZURE: readonly StepId[] = ["vault", "key", "role", "app-access"];

/**
 * What applying these steps would do now, from the facts in the context, and whether the person may do it.
 * Asks Azure for the person's permissions and, for a vault that is not there, whether its resource group is.
 */
export async function planSteps(
  context: StepContext,
  steps: StepId[],
): Promise<{ plan: Plan; permitted: Permitted }> {
  const { organisation, choices, facts } = context.input;
  const asksAzure = steps.some((step) => ON_AZURE.includes(step));
  const subscription = `/subscriptions/${organisation.azureSubscriptionId}`;
  const vault = valueOf(facts.vault);
  const group = choices.vault.resourceGroup;
  const resourceGroupExists =
    vault?.exists ||
    (asksAzure &&
      (await orNull(async () =>
        (await context.azure()).resourceGroupExists(organisation.azureSubscriptionId, group),
      )) === true);
  const scope = vault?.exists
    ? vault.id
    : resourceGroupExists
      ? `${subscription}/resourceGroups/${group}`
      : subscription;
  const permissions = asksAzure
    ? await orNull(async () => (await context.azure()).listPermissions(scope))
    : null;
  const actor = {
    objectId: context.person?.objectId ?? "",
    name: context.person?.name ?? "",
    mayCreateKeys: permissions?.allowsDataAction(CREATE_KEYS) ?? null,
  };
  const plan = await makePlan(steps, context.input, { actor, resourceGroupExists });
  return { plan, permitted: await permittedFor(context, plan, permissions) };
}
