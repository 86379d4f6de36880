import "server-only";
import { type OrganisationContext, requirePermission } from "../context";
import { lookAtStep } from "./look-at-step";
import { readSetup } from "./setup-state";

/** Asks Adobe how far the enablement is, and stores its answer. Throws FORBIDDEN, NOT_FOUND. */
export async function pollEnablement(context: OrganisationContext): Promise<void> {
  requirePermission(context, "setup.check");
  await lookAtStep(context, await readSetup(context), "aep", "enablement");
}
