import { organisationAddress } from "@/lib/server/api/address-schemas";
import { verificationView } from "@/lib/server/api/check-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getVerification } from "@/lib/services/watch/get-verification";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/verification",
    summary: "Every check of an organisation by the newest facts, with what stands open",
    access: { kind: "organisation", permission: "finding.read" },
    params: organisationAddress,
    response: verificationView,
  },
  ({ context }) => getVerification(context),
);
