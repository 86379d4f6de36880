import { z } from "zod";
import { momentSchema } from "@/lib/cmk/compare/moment";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { comparison } from "@/lib/server/api/support-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { compareMoments } from "@/lib/services/support/compare-moments";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/compare",
    summary: "What differs between two moments, field by field, with who changed it",
    access: { kind: "organisation", permission: "configuration.read" },
    params: organisationAddress,
    query: z.object({
      from: momentSchema.meta({ description: "ISO 8601; UTC without an offset" }),
      to: momentSchema.optional().meta({ description: "Now, when left out" }),
    }),
    response: comparison,
  },
  ({ context, query }) => compareMoments(context, query),
);
