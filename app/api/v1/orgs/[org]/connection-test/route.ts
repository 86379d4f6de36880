import { organisationAddress } from "@/lib/server/api/address-schemas";
import { connectionTest } from "@/lib/server/api/view-schemas";
import { watchingClouds } from "@/lib/server/clouds/clouds";
import { defineRoute } from "@/lib/server/route/define-route";
import { testConnection } from "@/lib/services/organisations/test-connection";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/connection-test",
    summary: "Asks Adobe and Azure whether the organisation's settings work",
    access: { kind: "organisation", permission: "organisation.update" },
    params: organisationAddress,
    response: connectionTest,
  },
  ({ context }) => testConnection(context, watchingClouds(context)),
);
