import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FeedScreen } from "@/components/events/feed-screen";
import { loadEventFeed } from "@/lib/server/loaders/load-event-feed";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("eventFeed"))("title") };
}

export default async function EventFeedPage({ params, searchParams }: Props) {
  const { org } = await params;
  const { cursor } = await searchParams;
  return <FeedScreen {...(await loadEventFeed(org, cursor))} cursor={cursor} />;
}
