import type { PartInput } from "@/lib/cmk/input";
import type { StepKey } from "@/lib/cmk/parts";
import { evaluatePart } from "@/lib/cmk/progress";

/** All unmet, waiting or unknown requirements of a part: `step/requirement:state`, reason and fix. */
export function open(input: PartInput): string[] {
  return evaluatePart(input).steps.flatMap((step) =>
    step.requirements.flatMap((requirement) =>
      requirement.state === "met" ? [] : [`${step.id}/${requirement.id}:${requirement.state}`],
    ),
  );
}

export const outcome = (input: PartInput, key: StepKey) =>
  evaluatePart(input).steps.find((step) => step.key === key)?.outcome;
