import "server-only";
import { assembleInputs } from "@/lib/cmk/assemble-input";
import { choicesSchema } from "@/lib/cmk/choices";
import { judgeOrganisation } from "@/lib/cmk/compliance";
import { keyLifeOf } from "@/lib/cmk/key-life/key-life";
import { PART_IDS, type PartId } from "@/lib/cmk/parts";
import { evaluatePart } from "@/lib/cmk/progress";
import type { ConfigurationView } from "@/lib/cmk/views";
import { getOverview } from "@/lib/db/list-overview";
import { readMoment } from "@/lib/db/moments";
import { readWithScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { recordSecretRead } from "../audit/record-secret-read";
import { type OrganisationContext, requirePermission } from "../context";
import { networkOf } from "../setup/network-of";
import { toOrganisationView } from "./organisation-view";

const NOTHING = { attempts: {}, running: {}, failures: {}, run: null };

/** One organisation as stored and as observed, now or as it was at a moment; null when it was not there yet. */
async function readParts(context: OrganisationContext, at: Date | undefined) {
  return readWithScope(context.scope, async (tx) => {
    const overview = await getOverview(tx, context.organisationId);
    if (!at) return overview;
    const moment = await readMoment(tx, context.organisationId, at);
    if (!moment.organisation) return null;
    const part = (id: PartId) => {
      const { saved, facts, statements } = moment.parts[id];
      return { choices: choicesSchema.parse(saved ?? {}), facts, statements, ...NOTHING };
    };
    return {
      organisation: { ...overview.organisation, ...moment.organisation },
      adobeCredential:
        moment.credential && moment.credentialAt
          ? { clientId: String(moment.credential.clientId), savedAt: moment.credentialAt, endsOn: null }
          : null,
      parts: { aep: part("aep"), cja: part("cja") },
    };
  });
}

/**
 * One organisation as stored and as observed, with the state of every requirement; `at`: as it was then, judged by the
 * rules of today. Throws FORBIDDEN, NOT_FOUND (`details.reason` not-yet where it was not there at that moment).
 */
export async function getConfiguration(context: OrganisationContext, at?: Date): Promise<ConfigurationView> {
  requirePermission(context, "configuration.read");
  const overview = await readParts(context, at);
  if (!overview)
    throw new AppError("NOT_FOUND", "The organisation was not there then.", {
      details: { reason: "not-yet" },
    });
  const now = (at ?? context.now()).toISOString();
  const inputs = assembleInputs(overview.organisation, overview.parts, {
    now,
    ...context.windows,
    cloud: context.cloud,
  });
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
  if (overview.adobeCredential) await recordSecretRead(context, context.organisationId, "adobe");
  const roles = context.actor.kind === "user" ? context.actor.roles : [];
  return {
    organisation: toOrganisationView(overview.organisation, overview.adobeCredential, roles),
    parts,
    verdict: judgeOrganisation(parts.map((part) => part.state)),
    at: at?.toISOString() ?? null,
  };
}
