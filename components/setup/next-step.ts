import { findStep, type PartId, type StepDefinition, type StepKey } from "@/lib/cmk/parts";
import type { PartState, StepState } from "@/lib/cmk/progress";

function actable(state: PartState): StepState | undefined {
  return state.steps.find(({ outcome }) => !["done", "blocked", "waiting"].includes(outcome.kind));
}

/**
 * Where a person should go on: the first step of this part that somebody can act on, else of the other part, else
 * whatever is still waiting. Null when both parts are complete.
 */
export function nextStep(parts: readonly PartState[], current: PartId): StepKey | null {
  const ordered = [...parts].sort(
    (left, right) => Number(right.part === current) - Number(left.part === current),
  );
  for (const part of ordered) {
    const step = actable(part);
    if (step) return step.key;
  }
  return ordered.find((part) => part.next !== null)?.next ?? null;
}

/** The step that the set-up opens with; the enablement when nothing is left. */
export function stepToOpen(parts: readonly PartState[]): StepDefinition {
  const [part = "", id = ""] = (nextStep(parts, "aep") ?? "aep/enablement").split("/");
  const step = findStep(part, id);
  if (!step) throw new Error(`There is no step ${part}/${id}.`);
  return step;
}
