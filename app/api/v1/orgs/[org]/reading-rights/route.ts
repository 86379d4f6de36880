import { organisationAddress } from "@/lib/server/api/address-schemas";
import { rightsView } from "@/lib/server/api/rights-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getRights } from "@/lib/services/watch/get-rights";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/reading-rights",
    summary: "Which rights the watching identity lacks, and which checks stay unknown for it",
    access: { kind: "organisation", permission: "finding.read" },
    params: organisationAddress,
    response: rightsView,
  },
  ({ context }) => getRights(context),
);
