import { eventFilterSchema } from "@/lib/cmk/events/feed-schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { eventPage } from "@/lib/server/api/event-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listEvents } from "@/lib/services/events/list-events";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/event-feed/events",
    summary: "The events that came from Adobe, the newest first",
    access: { kind: "organisation", permission: "event-feed.read" },
    params: organisationAddress,
    query: eventFilterSchema,
    response: eventPage,
  },
  ({ context, query }) => listEvents(context, query.cursor),
);
