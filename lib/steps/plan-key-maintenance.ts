import "server-only";
import { type MaintenanceRequest, planMaintenance } from "@/lib/cmk/key-life/maintenance";
import type { Permitted } from "@/lib/cmk/permitted";
import type { Plan } from "@/lib/cmk/plan";
import { roleScope } from "@/lib/cmk/requirements/role";
import { askOnce, permittedFor } from "./permitted";
import type { StepContext } from "./step";

/** What a maintenance action would do to the key now, from the facts in the context, and whether the person may. */
export async function planKeyMaintenance(
  context: StepContext,
  request: MaintenanceRequest,
): Promise<{ plan: Plan; permitted: Permitted[] }> {
  const plan = await planMaintenance(context.input, request);
  const { azureSubscriptionId } = context.input.organisation;
  const there = {
    subscription: `/subscriptions/${azureSubscriptionId}`,
    resourceGroup: null,
    vault: roleScope(context.input),
  };
  return { plan, permitted: await permittedFor(context, plan, there, askOnce(context)) };
}
