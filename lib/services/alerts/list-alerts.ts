import "server-only";
import type { AlertFilter } from "@/lib/cmk/alerts/alert-schemas";
import type { AlertPage, AlertRow } from "@/lib/cmk/alerts/alert-views";
import * as alerts from "@/lib/db/list-alerts";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { readOrganisationView } from "../organisations/get-organisation";

/** An alert as people see it in a list. */
export function toAlertRow(alert: alerts.Alert): AlertRow {
  const { id, source, kind, part, severity, failureClass, status, params, assignedToName } = alert;
  return {
    id,
    source,
    kind,
    part,
    severity,
    failureClass,
    status,
    params,
    assignedToName,
    openedAt: alert.openedAt.toISOString(),
    resolvedAt: alert.resolvedAt?.toISOString() ?? null,
  };
}

/** The alerts of an organisation, newest first. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT (cursor). */
export async function listAlerts(context: OrganisationContext, filter: AlertFilter): Promise<AlertPage> {
  requirePermission(context, "alert.read");
  return readWithScope(context.scope, async (tx) => {
    const organisation = await readOrganisationView(tx, context);
    const { rows, next } = await alerts.listAlerts(tx, context.organisationId, filter);
    const counts = await alerts.countAlerts(tx, context.organisationId);
    return { organisation, rows: rows.map(toAlertRow), next, counts };
  });
}
