import "server-only";
import { findStep, type PartId } from "@/lib/cmk/parts";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { lookAtStep } from "./look-at-step";
import { readSetup } from "./setup-state";

/** Looks again at a step that settles by itself, or that somebody else may have done. Throws FORBIDDEN, NOT_FOUND. */
export async function reCheckStep(
  context: OrganisationContext,
  { part, step }: { part: PartId; step: string },
): Promise<void> {
  requirePermission(context, "setup.check");
  const found = findStep(part, step);
  if (!found) throw new AppError("NOT_FOUND", `There is no step ${part}/${step}.`);
  await lookAtStep(context, await readSetup(context), part, found.id);
}
