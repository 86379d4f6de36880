import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RightsScreen } from "@/components/rights/rights-screen";
import { loadRights } from "@/lib/server/loaders/load-rights";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rights"))("title") };
}

export default async function ReadingRightsPage({ params }: Props) {
  const { org } = await params;
  return <RightsScreen {...(await loadRights(org))} />;
}
