import { newAddressSchema } from "@/lib/cmk/events/feed-schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { feedView } from "@/lib/server/api/event-schemas";
import { eventTools } from "@/lib/server/event-tools";
import { defineRoute } from "@/lib/server/route/define-route";
import { renewFeedAddress } from "@/lib/services/events/save-feed";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/event-feed/address",
    summary: "Makes the address of the webhook, or replaces it: the one before ends at once",
    access: { kind: "organisation", permission: "event-feed.manage" },
    params: organisationAddress,
    body: newAddressSchema,
    response: feedView,
  },
  ({ context, body }) => renewFeedAddress(context, eventTools(), body),
);
