import "server-only";
import { judgeChecks } from "@/lib/cmk/checks/judge-checks";
import { CHECKS } from "@/lib/cmk/checks/registry";
import { factChanges } from "@/lib/cmk/findings/fact-changes";
import type { FindingEntry, FindingView } from "@/lib/cmk/findings/finding-views";
import type { FindingEvent } from "@/lib/db/findings";
import { listFactSeries } from "@/lib/db/list-facts";
import * as findings from "@/lib/db/list-findings";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { setupStateIn } from "../setup/setup-state";
import { attributeFindings } from "../watch/attribute-findings";
import { exceptionsIn, toAttributable, toFindingRow } from "./list-findings";

const MOST_CHANGES = 50;

type Detail = { before?: FindingEntry["before"]; after?: FindingEntry["after"] };

function toEntry({ id, at, kind, actorName, detail }: FindingEvent): FindingEntry {
  const { before = null, after } = (detail ?? {}) as Detail;
  // What opened or closed a finding is one content; a change has two.
  const one = after ?? (detail as FindingEntry["after"]) ?? null;
  return { id, at: at.toISOString(), kind, actorName, before, after: one };
}

/**
 * One finding: its history, what may have caused it, what of its facts changed, and the check as it stands now. No
 * vendor is asked. Throws FORBIDDEN, NOT_FOUND.
 */
export async function getFinding(context: OrganisationContext, id: string): Promise<FindingView> {
  requirePermission(context, "finding.read");
  const { organisationId } = context;
  return readWithScope(context.scope, async (tx) => {
    const { events, alertId, ...finding } = await findings.getFinding(tx, organisationId, id);
    const { part, checkId } = finding;
    const state = await setupStateIn(tx, context);
    const attributions = await attributeFindings(tx, organisationId, [toAttributable(finding)]);
    const attribution = attributions.get(id) ?? { causes: [], missing: [] };
    const reads = CHECKS.find((check) => check.id === checkId)?.reads ?? [];
    const series = await listFactSeries(tx, organisationId, part, reads);
    return {
      ...toFindingRow(finding, await exceptionsIn(tx, context), attribution),
      organisation: state.organisation,
      history: events.map(toEntry),
      attribution,
      changes: factChanges(series).slice(0, MOST_CHANGES),
      now: judgeChecks(state.inputs[part]).find(({ check }) => check === checkId) ?? null,
      alertId,
    };
  });
}
