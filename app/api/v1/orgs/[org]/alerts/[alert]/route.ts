import { alertAddress, alertView } from "@/lib/server/api/alert-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getAlert } from "@/lib/services/alerts/get-alert";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/alerts/{alert}",
    summary: "One alert with its history, and the check as it stands now",
    access: { kind: "organisation", permission: "alert.read" },
    params: alertAddress,
    response: alertView,
  },
  ({ context, params: { alert } }) => getAlert(context, alert),
);
