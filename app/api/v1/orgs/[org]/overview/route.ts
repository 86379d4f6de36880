import { organisationAddress } from "@/lib/server/api/address-schemas";
import { organisationOverview } from "@/lib/server/api/overview-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getOrganisationOverview } from "@/lib/services/watch/get-organisation-overview";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/overview",
    summary: "One organisation at a glance: both parts, what is open, when it was looked at, what happened",
    access: { kind: "organisation", permission: "finding.read" },
    params: organisationAddress,
    response: organisationOverview,
  },
  ({ context }) => getOrganisationOverview(context),
);
