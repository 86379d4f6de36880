import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import { type OrganisationContext, requirePermission } from "../context";
import { lookAtStep } from "./look-at-step";
import { readSetup } from "./setup-state";

/** Looks again at a vault that Azure was still making. Throws FORBIDDEN, NOT_FOUND. */
export async function reCheckVault(context: OrganisationContext, { part }: { part: PartId }): Promise<void> {
  requirePermission(context, "setup.check");
  await lookAtStep(context, await readSetup(context), part, "vault");
}
