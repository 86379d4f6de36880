import { updatePolicySchema } from "@/lib/cmk/door/policy";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { policyView } from "@/lib/server/api/door-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getPolicy } from "@/lib/services/policy/get-policy";
import { updatePolicy } from "@/lib/services/policy/update-policy";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/policy",
    summary: "What the organisation asks of itself before its key is sent to Adobe",
    access: { kind: "organisation", permission: "policy.read" },
    params: organisationAddress,
    response: policyView,
  },
  ({ context }) => getPolicy(context),
);

export const PATCH = defineRoute(
  {
    method: "PATCH",
    path: "/api/v1/orgs/{org}/policy",
    summary: "Changes the policy; a looser one takes effect later, and not for a request that is pending",
    access: { kind: "organisation", permission: "policy.update" },
    params: organisationAddress,
    body: updatePolicySchema,
    response: policyView,
  },
  ({ context, body }) => updatePolicy(context, body),
);
