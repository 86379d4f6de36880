import { feedIdsSchema } from "@/lib/cmk/events/feed-schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { feedView } from "@/lib/server/api/event-schemas";
import { eventTools } from "@/lib/server/event-tools";
import { defineRoute } from "@/lib/server/route/define-route";
import { getFeed } from "@/lib/services/events/get-feed";
import { saveFeed } from "@/lib/services/events/save-feed";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/event-feed",
    summary: "How Adobe's events come in, and how Adobe says that their registration stands",
    access: { kind: "organisation", permission: "event-feed.read" },
    params: organisationAddress,
    response: feedView,
  },
  ({ context }) => getFeed(context, eventTools()),
);

export const PUT = defineRoute(
  {
    method: "PUT",
    path: "/api/v1/orgs/{org}/event-feed",
    summary: "Says which registration of Adobe I/O Events feeds the organisation",
    access: { kind: "organisation", permission: "event-feed.manage" },
    params: organisationAddress,
    body: feedIdsSchema,
    response: feedView,
  },
  ({ context, body }) => saveFeed(context, eventTools(), body),
);
