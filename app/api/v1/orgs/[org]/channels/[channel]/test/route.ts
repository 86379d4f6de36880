import { channelAddress, deliveryView } from "@/lib/server/api/channel-schemas";
import { channelTools } from "@/lib/server/channel-tools";
import { defineRoute } from "@/lib/server/route/define-route";
import { testChannel } from "@/lib/services/channels/test-channel";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/channels/{channel}/test",
    summary: "Sends a test to a channel now, and says how that went",
    access: { kind: "organisation", permission: "channel.manage" },
    params: channelAddress,
    response: deliveryView,
  },
  ({ context, params: { channel } }) => testChannel(context, channelTools(), channel),
);
