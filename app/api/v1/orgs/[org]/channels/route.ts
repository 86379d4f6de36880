import { createChannelSchema } from "@/lib/cmk/channels/channel-schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { channelList, createdChannel } from "@/lib/server/api/channel-schemas";
import { channelTools } from "@/lib/server/channel-tools";
import { defineRoute } from "@/lib/server/route/define-route";
import { listChannels } from "@/lib/services/channels/list-channels";
import { createChannel } from "@/lib/services/channels/save-channel";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/channels",
    summary: "Who is told of alerts outside of the console, and the newest messages",
    access: { kind: "organisation", permission: "channel.read" },
    params: organisationAddress,
    response: channelList,
  },
  ({ context }) => listChannels(context, channelTools()),
);

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/channels",
    summary: "Adds a channel; the signing key of a plain webhook is in this answer alone",
    access: { kind: "organisation", permission: "channel.manage" },
    params: organisationAddress,
    body: createChannelSchema,
    response: createdChannel,
    status: 201,
  },
  ({ context, body }) => createChannel(context, channelTools(), body),
);
