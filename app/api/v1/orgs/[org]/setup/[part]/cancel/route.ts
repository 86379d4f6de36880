import { partAddress } from "@/lib/server/api/address-schemas";
import { runView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { cancelRun } from "@/lib/services/setup/cancel-run";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/setup/{part}/cancel",
    summary: "Ends the run of a part after the step that it is at",
    access: { kind: "organisation", permission: "setup.apply" },
    params: partAddress,
    response: runView,
  },
  ({ context, params: { part } }) => cancelRun(context, { part }),
);
