import { z } from "zod";
import { updateChannelSchema } from "@/lib/cmk/channels/channel-schemas";
import { channelAddress, channelView } from "@/lib/server/api/channel-schemas";
import { channelTools } from "@/lib/server/channel-tools";
import { defineRoute } from "@/lib/server/route/define-route";
import { removeChannel, updateChannel } from "@/lib/services/channels/save-channel";

export const PATCH = defineRoute(
  {
    method: "PATCH",
    path: "/api/v1/orgs/{org}/channels/{channel}",
    summary: "Changes a channel; without an address the stored one stays",
    access: { kind: "organisation", permission: "channel.manage" },
    params: channelAddress,
    body: updateChannelSchema,
    response: channelView,
  },
  ({ context, params: { channel }, body }) => updateChannel(context, channelTools(), channel, body),
);

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/orgs/{org}/channels/{channel}",
    summary: "Removes a channel and forgets its address; what was sent stays on record",
    access: { kind: "organisation", permission: "channel.manage" },
    params: channelAddress,
    response: z.object({ id: z.guid() }),
  },
  async ({ context, params: { channel } }) => {
    await removeChannel(context, channel);
    return { id: channel };
  },
);
