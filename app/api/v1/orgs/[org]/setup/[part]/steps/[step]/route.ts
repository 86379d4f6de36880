import { stepAddress } from "@/lib/server/api/address-schemas";
import { stepView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getStep } from "@/lib/services/setup/get-step";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/setup/{part}/steps/{step}",
    summary: "One step, from what was observed last",
    access: { kind: "organisation", permission: "setup.read" },
    params: stepAddress,
    response: stepView,
  },
  ({ context, params: { part, step } }) => getStep(context, { part, step }),
);
