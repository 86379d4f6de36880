import "server-only";
import type { OrganisationOverviewView } from "@/lib/cmk/findings/overview-view";
import { listActivity } from "@/lib/db/activity";
import { countAlerts } from "@/lib/db/list-alerts";
import { readWithScope } from "@/lib/db/transaction";
import { listOpenRows, listTimeline } from "@/lib/db/watch-overview";
import { getWatch } from "@/lib/db/watches";
import { type OrganisationContext, requirePermission } from "../context";
import { getSetup } from "../setup/get-setup";
import { attributeFindings } from "./attribute-findings";

const TIMELINE = 30;
const ACTIVITY = 15;
const ACTIVITY_DAYS = 30;

/** One organisation at a glance, from what is stored: no vendor is asked. Throws FORBIDDEN, NOT_FOUND. */
export async function getOrganisationOverview(
  context: OrganisationContext,
): Promise<OrganisationOverviewView> {
  requirePermission(context, "finding.read");
  const setup = await getSetup(context);
  const { organisationId } = context;
  return readWithScope(context.scope, async (tx) => {
    const open = await listOpenRows(tx, organisationId);
    const attributable = open.map((row) => ({ ...row, since: null }));
    const attributions = await attributeFindings(tx, organisationId, attributable);
    const findings = open.map((row) => ({ ...row, cause: attributions.get(row.id)?.causes[0] ?? null }));
    const to = context.now();
    const from = new Date(to.getTime() - ACTIVITY_DAYS * 86_400_000);
    const activity = await listActivity(tx, organisationId, { from, to, most: ACTIVITY });
    const alerts = await countAlerts(tx, organisationId);
    const watch = await getWatch(tx, organisationId);
    const timeline = await listTimeline(tx, organisationId, TIMELINE);
    const next = watch && new Date(Math.min(watch.criticalDueAt.getTime(), watch.fullDueAt.getTime()));
    return {
      setup,
      findings,
      alerts,
      timeline,
      activity,
      watch: watch && {
        lastAt: watch.lastCriticalAt?.toISOString() ?? null,
        lastFullAt: watch.lastFullAt?.toISOString() ?? null,
        nextAt: (next ?? watch.fullDueAt).toISOString(),
        heldUntil: watch.heldUntil?.toISOString() ?? null,
      },
    };
  });
}
