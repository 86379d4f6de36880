import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { StepView } from "@/lib/cmk/views";
import { type OrganisationContext, requirePermission } from "../context";
import { checkStep } from "./check-step";

/** A dry run: what applying the step would do now, and whether the person may. Throws FORBIDDEN, NOT_FOUND. */
export async function planStep(
  context: OrganisationContext,
  address: { part: PartId; step: StepId },
): Promise<StepView> {
  requirePermission(context, "setup.plan");
  return checkStep(context, address);
}
