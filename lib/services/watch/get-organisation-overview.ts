import "server-only";
import type { OrganisationOverviewView } from "@/lib/cmk/findings/overview-view";
import { countAlerts } from "@/lib/db/list-alerts";
import { readWithScope } from "@/lib/db/transaction";
import { listOpenRows, listTimeline } from "@/lib/db/watch-overview";
import { getWatch } from "@/lib/db/watches";
import { type OrganisationContext, requirePermission } from "../context";
import { getSetup } from "../setup/get-setup";

const TIMELINE = 30;

/** One organisation at a glance, from what is stored: no vendor is asked. Throws FORBIDDEN, NOT_FOUND. */
export async function getOrganisationOverview(
  context: OrganisationContext,
): Promise<OrganisationOverviewView> {
  requirePermission(context, "finding.read");
  const setup = await getSetup(context);
  const { organisationId } = context;
  return readWithScope(context.scope, async (tx) => {
    const findings = await listOpenRows(tx, organisationId);
    const alerts = await countAlerts(tx, organisationId);
    const watch = await getWatch(tx, organisationId);
    const timeline = await listTimeline(tx, organisationId, TIMELINE);
    const next = watch && new Date(Math.min(watch.criticalDueAt.getTime(), watch.fullDueAt.getTime()));
    return {
      setup,
      findings,
      alerts,
      timeline,
      watch: watch && {
        lastAt: watch.lastCriticalAt?.toISOString() ?? null,
        lastFullAt: watch.lastFullAt?.toISOString() ?? null,
        nextAt: (next ?? watch.fullDueAt).toISOString(),
        heldUntil: watch.heldUntil?.toISOString() ?? null,
      },
    };
  });
}
