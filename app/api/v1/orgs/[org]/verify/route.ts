import { organisationAddress } from "@/lib/server/api/address-schemas";
import { setupView } from "@/lib/server/api/view-schemas";
import { watchingClouds } from "@/lib/server/clouds/clouds";
import { defineRoute } from "@/lib/server/route/define-route";
import { verifyOrganisation } from "@/lib/services/verify-organisation";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/verify",
    summary: "Looks at everything in Azure, Entra and Adobe again, as the read-only identity",
    access: { kind: "organisation", permission: "setup.check" },
    params: organisationAddress,
    response: setupView,
  },
  ({ context }) => verifyOrganisation({ ...context, clouds: watchingClouds(context) }),
);
