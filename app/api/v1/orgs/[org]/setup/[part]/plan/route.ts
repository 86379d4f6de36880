import { partAddress } from "@/lib/server/api/address-schemas";
import { partPlanView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { planPart } from "@/lib/services/setup/plan-part";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/setup/{part}/plan",
    summary: "What applying all automatic steps of a part would do now; changes nothing",
    access: { kind: "organisation", permission: "setup.plan" },
    params: partAddress,
    response: partPlanView,
  },
  ({ context, params: { part } }) => planPart(context, { part }),
);
