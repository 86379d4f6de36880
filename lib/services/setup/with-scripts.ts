import "server-only";
import type { PartInput } from "@/lib/cmk/input";
import type { Permitted } from "@/lib/cmk/permitted";
import type { Plan } from "@/lib/cmk/plan";
import type { PartPlanView } from "@/lib/cmk/views";
import type { PortalPlace } from "@/lib/render/portal-links";
import { renderPlan } from "@/lib/render/render-plan";

/** A plan as it is shown: with what the person may do of it, and in every form in which it can be handed over. */
export type ShownPlan = Pick<PartPlanView, "plan" | "permitted" | "scripts">;

/** Where the portal shows a part: in the tenant that owns its vault. */
export function placeOf({ organisation, cloud }: PartInput): PortalPlace {
  return { tenantId: organisation.azureTenantId, cloud };
}

/** Adds the scripts to a plan. */
export function withScripts(planned: { plan: Plan; permitted: Permitted[] }, input: PartInput): ShownPlan {
  return { ...planned, scripts: renderPlan(planned.plan, placeOf(input)) };
}
