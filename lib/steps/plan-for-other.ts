import "server-only";
import { valueOf } from "@/lib/cmk/facts";
import type { StepId } from "@/lib/cmk/parts";
import type { Plan } from "@/lib/cmk/plan";
import { makePlan } from "@/lib/cmk/plans/make-plan";
import { orNull } from "./shared/or-null";
import type { StepContext } from "./step";

/** Somebody with the rights already: the plan gives nobody a role of their own first. */
const ACTOR = { objectId: "", name: "", mayCreateKeys: true };

/**
 * What somebody outside Clavis would have to do for a step, from the facts in the context. Asks Azure at most whether
 * the resource group of a vault that is not there exists.
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
  return makePlan([step], context.input, { actor: ACTOR, resourceGroupExists: there || found === true });
}
