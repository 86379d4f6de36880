import { partAddress } from "@/lib/server/api/address-schemas";
import { rightsPlanView } from "@/lib/server/api/rights-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { planRights } from "@/lib/services/watch/plan-rights";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/reading-rights/{part}/plan",
    summary: "What would give the watching identity the rights that it lacks; changes nothing",
    access: { kind: "organisation", permission: "setup.plan" },
    params: partAddress,
    response: rightsPlanView,
  },
  ({ context, params: { part } }) => planRights(context, { part }),
);
