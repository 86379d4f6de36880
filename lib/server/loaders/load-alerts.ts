import "server-only";
import { alertFilterSchema } from "@/lib/cmk/alerts/alert-schemas";
import type { AlertPage, AlertView } from "@/lib/cmk/alerts/alert-views";
import { getAlert } from "@/lib/services/alerts/get-alert";
import { listAlerts } from "@/lib/services/alerts/list-alerts";
import { onOrganisationPage } from "../gates/page";

/** The alerts of an organisation. `query` is the address's: a field that makes no sense is left out. */
export function loadAlerts(
  organisationId: string,
  query: Record<string, string | undefined>,
): Promise<AlertPage> {
  const kept = Object.entries(query).filter(([name, value]) => {
    const field = alertFilterSchema.shape[name as keyof typeof alertFilterSchema.shape];
    return value !== undefined && field?.safeParse(value).success;
  });
  return onOrganisationPage(organisationId, (context) =>
    listAlerts(context, alertFilterSchema.parse(Object.fromEntries(kept))),
  );
}

/** One alert of an organisation. */
export function loadAlert(organisationId: string, alert: string): Promise<AlertView> {
  return onOrganisationPage(organisationId, (context) => getAlert(context, alert));
}
