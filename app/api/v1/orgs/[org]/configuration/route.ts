import { organisationAddress } from "@/lib/server/api/address-schemas";
import { configurationView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getConfiguration } from "@/lib/services/organisations/get-configuration";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/configuration",
    summary: "One organisation as stored and as observed, with every requirement",
    access: { kind: "organisation", permission: "configuration.read" },
    params: organisationAddress,
    response: configurationView,
  },
  ({ context }) => getConfiguration(context),
);
