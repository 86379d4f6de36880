import "server-only";
import { findStep, type StepDefinition, type StepKind } from "@/lib/cmk/parts";
import { AppError } from "@/lib/errors";

/** The step at this address, if it is of one of these kinds. Throws NOT_FOUND, INVALID_INPUT. */
export function requireStep(part: string, step: string, kinds: readonly StepKind[]): StepDefinition {
  const definition = findStep(part, step);
  if (!definition) throw new AppError("NOT_FOUND", `There is no step ${part}/${step}.`);
  if (!kinds.includes(definition.kind)) {
    throw new AppError("INVALID_INPUT", `${definition.key} is of another kind: ${definition.kind}.`, {
      fields: [{ field: "step", reason: "step-kind" }],
    });
  }
  return definition;
}
