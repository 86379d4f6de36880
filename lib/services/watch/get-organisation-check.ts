import "server-only";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { OrganisationCheckView } from "@/lib/cmk/checks/check-views";
import { factChanges } from "@/lib/cmk/findings/fact-changes";
import { listFactSeries } from "@/lib/db/list-facts";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { getVerification } from "./get-verification";
import { getCheck } from "./list-checks";

const MOST_CHANGES = 50;

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
  return {
    organisation,
    check,
    parts: own.map((entry, index) => ({
      ...entry,
      changes: factChanges(series[index] ?? []).slice(0, MOST_CHANGES),
    })),
  };
}
