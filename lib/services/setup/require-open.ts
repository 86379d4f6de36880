import "server-only";
import type { PartInput } from "@/lib/cmk/input";
import type { StepDefinition, StepKey } from "@/lib/cmk/parts";
import { evaluatePart, opensWay } from "@/lib/cmk/progress";
import { AppError } from "@/lib/errors";

/** Refuses with STEP_BLOCKED while a step that must come first is not done. `details.by`: their keys. */
export function requireOpen(input: PartInput, step: Pick<StepDefinition, "key" | "kind" | "after">): void {
  const { steps } = evaluatePart(input);
  const requirementsOf = (key: StepKey) => steps.find((state) => state.key === key)?.requirements ?? [];
  const by = step.after.filter((key) => !opensWay(step, requirementsOf(key)));
  if (by.length > 0) throw new AppError("STEP_BLOCKED", `${step.key} waits for others.`, { details: { by } });
}
