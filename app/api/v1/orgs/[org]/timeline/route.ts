import { timelineFilterSchema } from "@/lib/cmk/timeline/timeline-views";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { timelinePage } from "@/lib/server/api/support-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getTimeline } from "@/lib/services/support/get-timeline";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/timeline",
    summary:
      "What happened: audit, observations, findings, Azure activity, Adobe's events and notes, newest first",
    access: { kind: "organisation", permission: "audit.read" },
    params: organisationAddress,
    query: timelineFilterSchema,
    response: timelinePage,
  },
  ({ context, query }) => getTimeline(context, query),
);
