import "server-only";
import type { CheckState } from "@/lib/cmk/checks/check";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { OrganisationCheckView } from "@/lib/cmk/checks/check-views";
import { factChanges } from "@/lib/cmk/findings/fact-changes";
import { vaultScope } from "@/lib/cmk/requirements/role";
import { listFactSeries } from "@/lib/db/list-facts";
import { readWithScope } from "@/lib/db/transaction";
import { renderFixScript } from "@/lib/render/fix-script";
import { type OrganisationContext, requirePermission } from "../context";
import { setupStateIn } from "../setup/setup-state";
import { checkedParts } from "./get-verification";
import { getCheck } from "./list-checks";

const MOST_CHANGES = 50;
const MENDABLE: readonly CheckState[] = ["fail", "warn"];

/**
 * One check in one organisation: how it stands in each part by the newest facts, and what of those facts changed.
 * No vendor is asked. Throws FORBIDDEN, NOT_FOUND.
 */
export async function getOrganisationCheck(
  context: OrganisationContext,
  id: CheckId,
): Promise<OrganisationCheckView> {
  requirePermission(context, "finding.read");
  const check = getCheck(context, id);
  return readWithScope(context.scope, async (tx) => {
    const state = await setupStateIn(tx, context);
    const parts: OrganisationCheckView["parts"] = [];
    for (const { part, watched, rows } of await checkedParts(tx, context, state)) {
      const row = rows.find((candidate) => candidate.check === id);
      if (!row) continue;
      const series = await listFactSeries(tx, context.organisationId, part, check.reads);
      const changes = factChanges(series).slice(0, MOST_CHANGES);
      const mended = MENDABLE.includes(row.state)
        ? renderFixScript(id, vaultScope(state.inputs[part]))
        : null;
      parts.push({ part, watched, row, changes, script: mended });
    }
    return { organisation: state.organisation, check, parts };
  });
}
