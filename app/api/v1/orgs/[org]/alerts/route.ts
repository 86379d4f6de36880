import { alertFilterSchema } from "@/lib/cmk/alerts/alert-schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { alertPage } from "@/lib/server/api/alert-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listAlerts } from "@/lib/services/alerts/list-alerts";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/alerts",
    summary: "The organisation's alerts, newest first",
    access: { kind: "organisation", permission: "alert.read" },
    params: organisationAddress,
    query: alertFilterSchema,
    response: alertPage,
  },
  ({ context, query }) => listAlerts(context, query),
);
