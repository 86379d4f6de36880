import { stepAddress } from "@/lib/server/api/address-schemas";
import { stepView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { checkStep } from "@/lib/services/setup/check-step";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/setup/{part}/steps/{step}/check",
    summary: "Asks the vendors about one step now, and stores what they said",
    access: { kind: "organisation", permission: "setup.check" },
    params: stepAddress,
    response: stepView,
  },
  ({ context, params: { part, step } }) => checkStep(context, { part, step }),
);
