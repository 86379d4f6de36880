import "server-only";
import { type MaintenanceRequest, planMaintenance } from "@/lib/cmk/key-life/maintenance";
import type { Plan } from "@/lib/cmk/plan";
import { vaultScope } from "@/lib/cmk/requirements/role";
import { type Permitted, permittedFor } from "./permitted";
import { orNull } from "./shared/or-null";
import type { StepContext } from "./step";

/** What a maintenance action would do to the key now, from the facts in the context, and whether the person may. */
export async function planKeyMaintenance(
  context: StepContext,
  request: MaintenanceRequest,
): Promise<{ plan: Plan; permitted: Permitted }> {
  const plan = await planMaintenance(context.input, request);
  const scope = vaultScope(context.input);
  const asked = plan.operations.length > 0;
  const rights = asked ? await orNull(async () => (await context.azure()).listPermissions(scope)) : null;
  return { plan, permitted: await permittedFor(context, plan, rights) };
}
