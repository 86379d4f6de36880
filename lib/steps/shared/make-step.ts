import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { operationsFor } from "@/lib/cmk/plans/make-plan";
import { applyOperation } from "../apply-operation";
import type { Observer, Step } from "../step";
import { inOrder } from "./look";

/** A step from what it looks at, in order; its plan is that of the rules, its effect that of the operations. */
export function makeStep(part: PartId, id: StepId, ...observers: Observer[]): Step {
  return {
    part,
    id,
    observe: inOrder(...observers),
    plan: (input, context) => operationsFor(id, input, context),
    apply: async (context, operations) => {
      for (const operation of operations) await applyOperation(context, operation);
    },
  };
}
