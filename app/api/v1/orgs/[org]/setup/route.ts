import { organisationAddress } from "@/lib/server/api/address-schemas";
import { setupView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getSetup } from "@/lib/services/setup/get-setup";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/setup",
    summary: "Where both parts of the set-up stand, from what was observed last",
    access: { kind: "organisation", permission: "setup.read" },
    params: organisationAddress,
    response: setupView,
  },
  ({ context }) => getSetup(context),
);
