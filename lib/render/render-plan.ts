import type { Operation, Plan, ScriptedOperation } from "../cmk/plan";
import type { ScriptFormat } from "../cmk/script-formats";
import { renderAz } from "./az";
import { renderBicep } from "./bicep";
import { renderPortal } from "./portal";
import type { PortalPlace } from "./portal-links";
import { renderPowerShell } from "./powershell";
import { renderTerraform } from "./terraform";

const isScripted = (operation: Operation): operation is ScriptedOperation => operation.op !== "submit-key";

/**
 * A plan in every form in which it can be handed over; `place` is where the portal shows it. Names are quoted, role ids are GUIDs. Null for an empty plan,
 * and for one that sends the key to Adobe: that cannot be undone, and is done where it is confirmed and recorded.
 */
export function renderPlan(plan: Plan, place: PortalPlace): Record<ScriptFormat, string> | null {
  const operations = plan.operations.filter(isScripted);
  if (operations.length === 0 || operations.length < plan.operations.length) return null;
  return {
    az: operations.map(renderAz).join("\n\n"),
    powershell: operations.map(renderPowerShell).join("\n\n"),
    bicep: renderBicep(operations),
    terraform: renderTerraform(operations),
    portal: renderPortal(operations, place),
  };
}
