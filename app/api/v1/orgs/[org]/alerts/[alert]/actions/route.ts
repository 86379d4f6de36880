import { alertActionSchema } from "@/lib/cmk/alerts/alert-schemas";
import { alertAddress, alertView } from "@/lib/server/api/alert-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { handleAlert } from "@/lib/services/alerts/handle-alert";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/alerts/{alert}/actions",
    summary: "Takes an alert on, acknowledges, resolves or reopens it, or comments on it",
    access: { kind: "organisation", permission: "alert.handle" },
    params: alertAddress,
    body: alertActionSchema,
    response: alertView,
  },
  ({ context, params: { alert }, body }) => handleAlert(context, alert, body),
);
