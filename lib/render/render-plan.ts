import type { Plan } from "../cmk/plan";
import type { ScriptFormat } from "../cmk/script-formats";
import { renderAz } from "./az";
import { renderBicep } from "./bicep";
import { renderPowerShell } from "./powershell";
import { renderTerraform } from "./terraform";

/** A plan in every form in which it can be handed over; null for an empty one. Names are quoted, role ids are GUIDs. */
export function renderPlan(plan: Plan): Record<ScriptFormat, string> | null {
  if (plan.operations.length === 0) return null;
  return {
    az: plan.operations.map(renderAz).join("\n\n"),
    powershell: plan.operations.map(renderPowerShell).join("\n\n"),
    bicep: renderBicep(plan.operations),
    terraform: renderTerraform(plan.operations),
  };
}
