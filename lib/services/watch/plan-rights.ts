import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import type { RightsPlanView } from "@/lib/cmk/watcher/views";
import { type OrganisationContext, requirePermission } from "../context";
import { planRights as plan, readRights } from "./rights-state";

/**
 * What would give the watching identity the rights that it lacks in a part, after looking at what it holds; changes
 * nothing. An empty plan means that no role of Azure is missing. Throws FORBIDDEN, NOT_FOUND, VendorError.
 */
export async function planRights(
  context: OrganisationContext,
  { part }: { part: PartId },
): Promise<RightsPlanView> {
  requirePermission(context, "setup.plan");
  return plan(context, await readRights(context), part);
}
