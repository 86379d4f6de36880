import { AZURE_CLOUDS } from "../cmk/azure-clouds";
import type { Operation, Plan, ScriptedOperation } from "../cmk/plan";
import type { ScriptFormat } from "../cmk/script-formats";
import { renderAz } from "./az";
import { renderBicep } from "./bicep";
import { renderPortal } from "./portal";
import type { PortalPlace } from "./portal-links";
import { renderPowerShell } from "./powershell";
import { renderTerraform } from "./terraform";

const isScripted = (operation: Operation): operation is ScriptedOperation => operation.op !== "submit-key";

/** Azure PowerShell's cmdlets report most errors and go on: what follows would work on what was not made. */
const STOP = "$ErrorActionPreference = 'Stop'";

/** The tools work in the public cloud unless they are told: scripts for another one say so first. */
function headOf({ cloud = "public" }: PortalPlace): Record<"az" | "powershell" | "terraform", string[]> {
  if (cloud === "public") return { az: [], powershell: [STOP], terraform: [] };
  const { cli, terraform } = AZURE_CLOUDS[cloud].tools;
  return {
    az: [
      `[ "$(az cloud show --query name --output tsv)" = ${cli} ] || { az cloud set --name ${cli} && az login; }`,
    ],
    powershell: [
      STOP,
      `if ((Get-AzContext).Environment.Name -ne '${cli}') { Connect-AzAccount -Environment '${cli}' | Out-Null }`,
    ],
    terraform: [`# Providers azurerm, azapi and azuread: environment = "${terraform}"`],
  };
}

/**
 * A plan in every form in which it can be handed over; `place` is where the portal shows it. Names are quoted, role ids are GUIDs. Null for an empty plan,
 * and for one that sends the key to Adobe: that cannot be undone, and is done where it is confirmed and recorded.
 */
export function renderPlan(plan: Plan, place: PortalPlace): Record<ScriptFormat, string> | null {
  const operations = plan.operations.filter(isScripted);
  if (operations.length === 0 || operations.length < plan.operations.length) return null;
  const head = headOf(place);
  return {
    az: [...head.az, ...operations.map(renderAz)].join("\n\n"),
    powershell: [...head.powershell, ...operations.map(renderPowerShell)].join("\n\n"),
    bicep: renderBicep(operations),
    terraform: [...head.terraform, renderTerraform(operations)].join("\n\n"),
    portal: renderPortal(operations, place),
  };
}
