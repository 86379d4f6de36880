import "server-only";
import { type ChannelList, listChannels } from "@/lib/services/channels/list-channels";
import { channelTools } from "../channel-tools";
import { onOrganisationPage } from "../gates/page";

/** Who is told in one organisation, and what they were told. */
export function loadChannels(organisationId: string): Promise<ChannelList> {
  return onOrganisationPage(organisationId, (context) => listChannels(context, channelTools()));
}
