import { attemptFilterSchema } from "@/lib/cmk/attempt-views";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { attemptPage } from "@/lib/server/api/support-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listAttempts } from "@/lib/services/support/list-attempts";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/attempts",
    summary: "Every try at a step, its errors decoded, newest first",
    access: { kind: "organisation", permission: "configuration.read" },
    params: organisationAddress,
    query: attemptFilterSchema,
    response: attemptPage,
  },
  ({ context, query }) => listAttempts(context, query),
);
