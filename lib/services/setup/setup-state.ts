import "server-only";
import { assembleInputs } from "@/lib/cmk/assemble-input";
import type { PartInput } from "@/lib/cmk/input";
import type { PartId } from "@/lib/cmk/parts";
import type { OrganisationView, RunView } from "@/lib/cmk/views";
import { getOverview } from "@/lib/db/list-overview";
import type { OrganisationOverview, PartOverview } from "@/lib/db/overview";
import { readWithScope } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";
import { toOrganisationView } from "../organisations/organisation-view";

/** What is stored about an organisation's set-up, and what the rules make of it. */
export type SetupState = {
  overview: OrganisationOverview;
  organisation: OrganisationView;
  inputs: Record<PartId, PartInput>;
};

/** Puts what is stored into the shape that the rules take. */
export function toSetupState(
  context: Pick<OrganisationContext, "actor" | "now" | "windows">,
  overview: OrganisationOverview,
): SetupState {
  const { organisation, adobeCredential, parts } = overview;
  const roles = context.actor.kind === "user" ? context.actor.roles : [];
  const at = { now: context.now().toISOString(), ...context.windows };
  return {
    overview,
    organisation: toOrganisationView(organisation, adobeCredential, roles),
    inputs: assembleInputs(organisation, parts, at),
  };
}

/** Reads the set-up of the context's organisation in one query. */
export async function readSetup(context: OrganisationContext): Promise<SetupState> {
  const overview = await readWithScope(context.scope, (tx) => getOverview(tx, context.organisationId));
  return toSetupState(context, overview);
}

/** A run as people see it; null when there was none. */
export function toRunView(part: PartId, run: PartOverview["run"]): RunView | null {
  if (!run) return null;
  const { planHash: _planHash, message, ...rest } = run;
  return { ...rest, part, problem: message?.problem ?? null };
}
