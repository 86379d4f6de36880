import "server-only";
import { assembleInputs } from "@/lib/cmk/assemble-input";
import { judgeOrganisation } from "@/lib/cmk/compliance";
import { keyLifeOf } from "@/lib/cmk/key-life/key-life";
import { PART_IDS } from "@/lib/cmk/parts";
import { evaluatePart } from "@/lib/cmk/progress";
import type { ConfigurationView } from "@/lib/cmk/views";
import { getOverview } from "@/lib/db/list-overview";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { networkOf } from "../setup/network-of";
import { toOrganisationView } from "./organisation-view";

/** One organisation as stored and as observed, with the state of every requirement. Throws NOT_FOUND. */
export async function getConfiguration(context: OrganisationContext): Promise<ConfigurationView> {
  requirePermission(context, "configuration.read");
  const overview = await readWithScope(context.scope, (tx) => getOverview(tx, context.organisationId));
  const at = { now: context.now().toISOString(), ...context.windows, cloud: context.cloud };
  const inputs = assembleInputs(overview.organisation, overview.parts, at);
  const parts = PART_IDS.map((part) => {
    const { choices, facts, statements } = inputs[part];
    return {
      part,
      choices,
      saved: overview.parts[part].choices,
      facts,
      statements,
      network: networkOf(context, inputs[part]),
      state: evaluatePart(inputs[part]),
      keyLife: keyLifeOf(inputs[part]),
    };
  });
  const roles = context.actor.kind === "user" ? context.actor.roles : [];
  return {
    organisation: toOrganisationView(overview.organisation, overview.adobeCredential, roles),
    parts,
    verdict: judgeOrganisation(parts.map((part) => part.state)),
  };
}
