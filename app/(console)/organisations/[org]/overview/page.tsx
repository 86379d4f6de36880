import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OverviewScreen } from "@/components/overview/overview-screen";
import { loadCalendarFeeds } from "@/lib/server/loaders/load-calendar-feeds";
import { loadOrganisationOverview } from "@/lib/server/loaders/load-organisation-overview";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function OverviewPage({ params }: Props) {
  const { org } = await params;
  const [view, feeds] = await Promise.all([loadOrganisationOverview(org), loadCalendarFeeds(org)]);
  return <OverviewScreen view={view} feeds={feeds} />;
}
