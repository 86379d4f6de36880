import type { Problem } from "@/components/api/send";
import type { PartPlanView } from "@/lib/cmk/views";

/** The plan that a refusal of a stale one brings, as it is shown; null when the problem is another one. */
export function newPlan(problem: Problem): Pick<PartPlanView, "plan" | "permitted" | "scripts"> | null {
  if (!problem.plan) return null;
  const { plan, permitted = null, scripts = null } = problem as Partial<PartPlanView>;
  return plan ? { plan, permitted, scripts } : null;
}
