import "server-only";
import type { StepId } from "@/lib/cmk/parts";
import type { Plan } from "@/lib/cmk/plan";
import { makePlan } from "@/lib/cmk/plans/make-plan";
import { valueOf } from "@/lib/cmk/value-of";
import { askProvider } from "./shared/ask-provider";
import { orNull } from "./shared/or-null";
import type { StepContext } from "./step";

/** Somebody with the rights already: the plan gives nobody a role of their own first. */
const ACTOR = { objectId: "", name: "", mayCreateKeys: true };

/**
 * What somebody outside Clavis would have to do for a step, from the facts in the context. Asks Azure at most whether
 * what a vault that is not there needs first is: its resource group, and Key Vault in the subscription.
 */
export async function planForOther(context: StepContext, step: StepId): Promise<Plan> {
  const { organisation, choices, facts } = context.input;
  const there = valueOf(facts.vault)?.exists === true;
  const asks = step === "vault" && !there;
  const found =
    asks &&
    (await orNull(async () =>
      (
        await context.azure()
      ).resourceGroupExists(organisation.azureSubscriptionId, choices.vault.resourceGroup),
    ));
  const resourceGroupExists = there || found === true;
  const providerRegistered = await askProvider(context, [step]);
  return makePlan([step], context.input, { actor: ACTOR, resourceGroupExists, providerRegistered });
}
