import "server-only";
import { assembleInputs } from "@/lib/cmk/assemble-input";
import type { AttemptFilter, AttemptPage, AttemptRow } from "@/lib/cmk/attempt-views";
import type { PartInput } from "@/lib/cmk/input";
import type { PartId, StepKey } from "@/lib/cmk/parts";
import type { Attempt } from "@/lib/db/attempts";
import { pageAttempts } from "@/lib/db/list-attempts";
import { getOverview } from "@/lib/db/list-overview";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { decodeFailure } from "../decode/decode-failure";
import { toOrganisationView } from "../organisations/organisation-view";

/** Every try at a step with its plan and its end, errors decoded, newest first. Throws FORBIDDEN, NOT_FOUND. */
export async function listAttempts(
  context: OrganisationContext,
  filter: AttemptFilter = {},
): Promise<AttemptPage> {
  requirePermission(context, "configuration.read");
  const { overview, page } = await readWithScope(context.scope, async (tx) => ({
    overview: await getOverview(tx, context.organisationId),
    page: await pageAttempts(tx, context.organisationId, filter),
  }));
  const at = { now: context.now().toISOString(), ...context.windows, cloud: context.cloud };
  const inputs = assembleInputs(overview.organisation, overview.parts, at);
  const roles = context.actor.kind === "user" ? context.actor.roles : [];
  return {
    organisation: toOrganisationView(overview.organisation, overview.adobeCredential, roles),
    rows: page.rows.map((attempt) => toRow(context, inputs, attempt)),
    next: page.next,
  };
}

function toRow(
  context: OrganisationContext,
  inputs: Record<PartId, PartInput>,
  attempt: Attempt,
): AttemptRow {
  const { id, part, step, status, startedByName, startedAt, endedAt, plan, outcome } = attempt;
  return {
    id,
    part,
    step: `${part}/${step}` as StepKey,
    status,
    startedByName,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    changes: plan.changes.map(({ resource, property, before, after }) => ({
      resource,
      property,
      before,
      after,
    })),
    outcome,
    decoding: outcome ? decodeFailure(context, inputs[part], outcome) : null,
  };
}
