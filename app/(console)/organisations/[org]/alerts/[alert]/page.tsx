import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AlertScreen } from "@/components/alerts/alert-screen";
import { loadAlert } from "@/lib/server/loaders/load-alerts";

type Props = { params: Promise<{ org: string; alert: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alerts"))("one") };
}

export default async function AlertPage({ params }: Props) {
  const { org, alert } = await params;
  return <AlertScreen alert={await loadAlert(org, alert)} />;
}
