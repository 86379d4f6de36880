import "server-only";
import { PART_IDS, type PartId } from "@/lib/cmk/parts";
import { evaluatePart } from "@/lib/cmk/progress";
import type { RunView, SetupView } from "@/lib/cmk/views";
import { type OrganisationContext, requirePermission } from "../context";
import { readSetup, toRunView } from "./setup-state";

/** Where both parts stand, from what is stored: no vendor is asked. Throws FORBIDDEN, NOT_FOUND. */
export async function getSetup(context: OrganisationContext): Promise<SetupView> {
  requirePermission(context, "setup.read");
  const { organisation, inputs, overview } = await readSetup(context);
  const parts: SetupView["parts"] = [evaluatePart(inputs.aep), evaluatePart(inputs.cja)];
  const runs: Partial<Record<PartId, RunView>> = {};
  for (const part of PART_IDS) {
    const run = toRunView(part, overview.parts[part].run);
    if (run) runs[part] = run;
  }
  return { organisation, parts, covered: parts.every((part) => part.status === "complete"), runs };
}
