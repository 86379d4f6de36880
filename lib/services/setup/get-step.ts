import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { StepView } from "@/lib/cmk/views";
import { type OrganisationContext, requirePermission } from "../context";
import { readSetup } from "./setup-state";
import { toStepView } from "./step-view";

/** One step from what is stored: no vendor is asked, nothing is planned. Throws FORBIDDEN, NOT_FOUND. */
export async function getStep(
  context: OrganisationContext,
  { part, step }: { part: PartId; step: StepId },
): Promise<StepView> {
  requirePermission(context, "setup.read");
  return toStepView(context, await readSetup(context), part, step);
}
