import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type { VendorFailure } from "@/lib/cmk/facts";
import type { Outcome } from "@/lib/cmk/outcome";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { firewallWait } from "@/lib/cmk/progress";
import { ownRoleWait } from "@/lib/steps/propagation";
import type { OrganisationContext } from "../context";
import { lookAtStep } from "./look-at-step";
import type { SetupState } from "./setup-state";
import { stepContext } from "./step-context";
import { stepStateOf } from "./step-view";

/** Vendors answer from copies: what was just made may be missing in the next answer for a moment. */
const LOOKS = 4;
const LOOK_PAUSE_MS = 600;

/** The state as it is once the attempt that is just ending has ended. */
export function settled(state: SetupState, part: PartId): SetupState {
  const input = { ...state.inputs[part], running: {}, failures: {} };
  return { ...state, inputs: { ...state.inputs, [part]: input } };
}

/** Looks at a step that was just applied, again for a few seconds while its effect does not show. */
export async function lookUntilSeen(
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
  step: StepId,
  failure: VendorFailure | null,
): Promise<SetupState> {
  let seen = await lookAtStep(context, state, part, step);
  for (let look = 1; failure === null && look < LOOKS; look += 1) {
    if (stepStateOf(settled(seen, part).inputs[part], step).outcome.kind !== "ready") break;
    await pause(LOOK_PAUSE_MS);
    seen = await lookAtStep(context, seen, part, step);
  }
  return seen;
}

/** Where an attempt has brought its step: what was seen, the vendor's failure, or the wait for the person's own role. */
export async function outcomeOf(
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
  step: StepId,
  failure: VendorFailure | null,
): Promise<Outcome> {
  const input = settled(state, part).inputs[part];
  if (failure === null) return stepStateOf(input, step).outcome;
  const wait = await ownRoleWait(stepContext(context, input), failure);
  if (wait) return { kind: "waiting", reason: "own-role", ...wait };
  return firewallWait(failure, input) ?? { kind: "failed", failure };
}
