import "server-only";
import { partWithDoor } from "@/lib/cmk/door/door";
import { keyLifeOf } from "@/lib/cmk/key-life/key-life";
import { PART_IDS, type PartId } from "@/lib/cmk/parts";
import { evaluatePart } from "@/lib/cmk/progress";
import type { RunView, SetupView } from "@/lib/cmk/views";
import { type OrganisationContext, requirePermission } from "../context";
import { liveRequest, readDoor } from "./door/read-door";
import { readSetup, type SetupState, toRunView } from "./setup-state";

/** Where both parts stand, of what was read; the door is read too while it is what stands in the way. */
export async function toSetupView(context: OrganisationContext, state: SetupState): Promise<SetupView> {
  const { organisation, inputs, overview } = state;
  const aep = evaluatePart(inputs.aep);
  const submit = aep.steps.find(({ id }) => id === "submit")?.outcome.kind;
  const door = submit === "done" || submit === "blocked" ? null : await readDoor(context, inputs.aep);
  const parts: SetupView["parts"] = [
    door ? partWithDoor(aep, door, door.since) : aep,
    evaluatePart(inputs.cja),
  ];
  const runs: Partial<Record<PartId, RunView>> = {};
  for (const part of PART_IDS) {
    const run = toRunView(part, overview.parts[part].run);
    if (run) runs[part] = run;
  }
  const covered = parts.every((part) => part.status === "complete");
  const clocks = { aep: keyLifeOf(inputs.aep).clock, cja: keyLifeOf(inputs.cja).clock };
  return { organisation, parts, covered, runs, clocks, approval: door && liveRequest(context, door) };
}

/** Where both parts stand, from what is stored: no vendor is asked. Throws FORBIDDEN, NOT_FOUND. */
export async function getSetup(context: OrganisationContext): Promise<SetupView> {
  requirePermission(context, "setup.read");
  return toSetupView(context, await readSetup(context));
}
