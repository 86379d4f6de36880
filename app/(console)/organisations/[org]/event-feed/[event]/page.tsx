import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EventScreen } from "@/components/events/event-screen";
import { loadAdobeEvent } from "@/lib/server/loaders/load-event-feed";

type Props = { params: Promise<{ org: string; event: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("eventFeed"))("body") };
}

export default async function AdobeEventPage({ params }: Props) {
  const { org, event } = await params;
  return <EventScreen {...(await loadAdobeEvent(org, event))} />;
}
