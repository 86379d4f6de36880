import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { StepView } from "@/lib/cmk/views";
import { type OrganisationContext, requirePermission } from "../context";
import { lookAtStep } from "./look-at-step";
import { planFor } from "./plan-for";
import { readSetup } from "./setup-state";
import { toStepView } from "./step-view";

/**
 * Asks the vendors about one step, stores what they said, and plans what would be changed (for admins).
 * A vendor's failure is in the view, not thrown. Throws FORBIDDEN, NOT_FOUND.
 */
export async function checkStep(
  context: OrganisationContext,
  { part, step }: { part: PartId; step: StepId },
): Promise<StepView> {
  requirePermission(context, "setup.check");
  const seen = await lookAtStep(context, await readSetup(context), part, step);
  return toStepView(context, seen, part, step, await planFor(context, seen, part, step));
}
