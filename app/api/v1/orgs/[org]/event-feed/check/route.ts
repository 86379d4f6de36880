import { z } from "zod";
import { env } from "@/lib/env";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { feedView } from "@/lib/server/api/event-schemas";
import { eventTools } from "@/lib/server/event-tools";
import { defineRoute } from "@/lib/server/route/define-route";
import { getFeed } from "@/lib/services/events/get-feed";
import { pollFeed } from "@/lib/services/events/poll-feed";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/event-feed/check",
    summary: "Asks Adobe how the registration stands, and reads what the webhook missed from its journal",
    access: { kind: "organisation", permission: "event-feed.manage" },
    params: organisationAddress,
    body: z.object({}),
    response: feedView,
  },
  async ({ context }) => {
    await pollFeed(context, env().EVENT_FEED_SECONDS);
    return getFeed(context, eventTools());
  },
);
