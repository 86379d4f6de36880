import { stepAddress } from "@/lib/server/api/address-schemas";
import { stepResultView } from "@/lib/server/api/step-result-schema";
import { defineRoute } from "@/lib/server/route/define-route";
import { compareStep } from "@/lib/services/setup/compare-step";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/setup/{part}/steps/{step}/result",
    summary: "The plan that was last applied at a step, beside what was read back since",
    access: { kind: "organisation", permission: "setup.read" },
    params: stepAddress,
    response: stepResultView,
  },
  ({ context, params: { part, step } }) => compareStep(context, { part, step }),
);
