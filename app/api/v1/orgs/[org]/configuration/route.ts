import { z } from "zod";
import { momentSchema } from "@/lib/cmk/compare/moment";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { configurationView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getConfiguration } from "@/lib/services/organisations/get-configuration";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/configuration",
    summary: "One organisation as stored and as observed, with every requirement; now or at a moment",
    access: { kind: "organisation", permission: "configuration.read" },
    params: organisationAddress,
    query: z.object({ at: momentSchema.optional().meta({ description: "ISO 8601; now, when left out" }) }),
    response: configurationView,
  },
  ({ context, query }) => getConfiguration(context, query.at),
);
