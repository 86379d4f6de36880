import { stepAddress } from "@/lib/server/api/address-schemas";
import { stepView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { planStep } from "@/lib/services/setup/plan-step";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/setup/{part}/steps/{step}/plan",
    summary: "What applying one step would do now; changes nothing",
    access: { kind: "organisation", permission: "setup.plan" },
    params: stepAddress,
    response: stepView,
  },
  ({ context, params: { part, step } }) => planStep(context, { part, step }),
);
