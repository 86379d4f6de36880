import type { VendorFailure } from "./facts";
import type { PartInput } from "./input";
import type { StepState } from "./progress";

/** Somebody's move: trying again changes nothing. */
const REFUSALS: readonly VendorFailure["kind"][] = ["refused", "unauthenticated", "blocked"];

/**
 * A step that has all it must have, and where something more was refused just now: the person's own role for keys, or
 * the removal of an orphan. It says so until somebody looks again, instead of calling the attempt done. What follows
 * the step stays open, as that goes by its requirements.
 */
export function withRefusal(step: StepState, { failures }: Pick<PartInput, "failures">): StepState {
  const failure = failures[step.key];
  if (step.outcome.kind !== "done" || !failure || !REFUSALS.includes(failure.kind)) return step;
  return { ...step, outcome: { kind: "failed", failure } };
}
