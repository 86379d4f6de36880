import "server-only";
import { keyLifeOf } from "@/lib/cmk/key-life/key-life";
import type { MaintenanceRequest } from "@/lib/cmk/key-life/maintenance";
import type { PartId } from "@/lib/cmk/parts";
import type { MaintenanceView } from "@/lib/cmk/views";
import { planKeyMaintenance } from "@/lib/steps/plan-key-maintenance";
import { type OrganisationContext, requirePermission } from "../context";
import { lookAtStep } from "../setup/look-at-step";
import { readSetup } from "../setup/setup-state";
import { stepContext } from "../setup/step-context";
import { withScripts } from "../setup/with-scripts";

/**
 * What a maintenance action would do to the key of a part now, after looking at it; changes nothing. An empty plan
 * means that there is nothing to do. Throws FORBIDDEN, NOT_FOUND.
 */
export async function planMaintenance(
  context: OrganisationContext,
  { part, action, variant }: MaintenanceRequest & { part: PartId },
): Promise<MaintenanceView> {
  requirePermission(context, "setup.plan");
  const seen = await lookAtStep(context, await readSetup(context), part, "key");
  const input = seen.inputs[part];
  const planned = await planKeyMaintenance(stepContext(context, input), { action, variant });
  return {
    kind: "maintenance",
    part,
    action,
    variant: variant ?? null,
    ...withScripts(planned, input),
    keyLife: keyLifeOf(input),
  };
}
