import { factAddress, factPage, factQuery } from "@/lib/server/api/fact-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listFactSeries } from "@/lib/services/watch/list-fact-series";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/facts/{part}/{subject}",
    summary: "One fact over time, newest first: each state once, from the first to the last time it was seen",
    access: { kind: "organisation", permission: "configuration.read" },
    params: factAddress,
    query: factQuery,
    response: factPage,
  },
  ({ context, params: { part, subject }, query }) => listFactSeries(context, { part, subject, ...query }),
);
