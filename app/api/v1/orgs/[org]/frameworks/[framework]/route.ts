import { organisationFrameworkAddress, organisationFrameworkView } from "@/lib/server/api/framework-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getOrganisationFramework } from "@/lib/services/compliance/get-organisation-framework";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/frameworks/{framework}",
    summary: "One organisation under one framework: every control with its evidence and when it was seen",
    access: { kind: "organisation", permission: "compliance.read" },
    params: organisationFrameworkAddress,
    response: organisationFrameworkView,
  },
  ({ context, params }) => getOrganisationFramework(context, params.framework),
);
