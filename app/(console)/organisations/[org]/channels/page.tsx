import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChannelsScreen } from "@/components/channels/channels-screen";
import { loadChannels } from "@/lib/server/loaders/load-channels";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("channels"))("title") };
}

export default async function ChannelsPage({ params }: Props) {
  const { org } = await params;
  return <ChannelsScreen {...(await loadChannels(org))} />;
}
