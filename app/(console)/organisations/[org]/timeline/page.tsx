import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TimelineScreen } from "@/components/support/timeline-screen";
import { loadTimeline } from "@/lib/server/loaders/load-support";

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("support.tabs"))("timeline") };
}

export default async function TimelinePage({ params, searchParams }: Props) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  return <TimelineScreen {...(await loadTimeline(org, query))} />;
}
