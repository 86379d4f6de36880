import "server-only";
import type { CheckState } from "@/lib/cmk/checks/check";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { CheckView, OrganisationCheckView } from "@/lib/cmk/checks/check-views";
import { factChanges } from "@/lib/cmk/findings/fact-changes";
import type { PartId } from "@/lib/cmk/parts";
import { vaultScope } from "@/lib/cmk/requirements/role";
import { listFactSeries } from "@/lib/db/list-facts";
import { readWithScope } from "@/lib/db/transaction";
import { renderFixScript } from "@/lib/render/fix-script";
import { type OrganisationContext, requirePermission } from "../context";
import { readSetup } from "../setup/setup-state";
import { getVerification } from "./get-verification";
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
  const { organisation, parts } = await getVerification(context);
  const own = parts.flatMap(({ part, watched, rows }) => {
    const row = rows.find((candidate) => candidate.check === id);
    return row ? [{ part, watched, row }] : [];
  });
  const series = await readWithScope(context.scope, (tx) =>
    Promise.all(own.map(({ part }) => listFactSeries(tx, context.organisationId, part, check.reads))),
  );
  const scripts = await scriptsOf(context, check);
  return {
    organisation,
    check,
    parts: own.map((entry, index) => ({
      ...entry,
      changes: factChanges(series[index] ?? []).slice(0, MOST_CHANGES),
      script: MENDABLE.includes(entry.row.state) ? scripts(entry.part) : null,
    })),
  };
}

/** The owner's commands for a check whose mending is no plan of Clavis's. */
async function scriptsOf(
  context: OrganisationContext,
  { fix }: CheckView,
): Promise<(part: PartId) => string | null> {
  if (fix.kind !== "needs") return () => null;
  const { inputs } = await readSetup(context);
  return (part) => renderFixScript(fix.what, vaultScope(inputs[part]));
}
