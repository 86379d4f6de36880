import { eventAddress, eventView } from "@/lib/server/api/event-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getEvent } from "@/lib/services/events/list-events";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/event-feed/events/{event}",
    summary: "One event of Adobe's with its text as it came",
    access: { kind: "organisation", permission: "event-feed.read" },
    params: eventAddress,
    response: eventView,
  },
  ({ context, params: { event } }) => getEvent(context, event),
);
