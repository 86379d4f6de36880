import { partAddress } from "@/lib/server/api/address-schemas";
import { applyRightsBody, rightsResult } from "@/lib/server/api/rights-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { applyRights } from "@/lib/services/watch/apply-rights";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/reading-rights/{part}/apply",
    summary: "Gives the watching identity the roles of a plan that was shown; refused when the world differs",
    access: { kind: "organisation", permission: "setup.apply" },
    params: partAddress,
    body: applyRightsBody,
    response: rightsResult,
    idempotent: true,
  },
  ({ context, params: { part }, body, idempotencyKey }) =>
    applyRights(context, { part, ...body, idempotencyKey }),
);
