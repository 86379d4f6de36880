import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StatusPageScreen } from "@/components/status-link/status-page-screen";
import { TooOftenScreen } from "@/components/status-link/too-often-screen";
import { loadStatusPage } from "@/lib/server/loaders/load-status-page";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("statusLink"))("pageTitle"),
    robots: { index: false, follow: false },
  };
}

export default async function StatusPage({ params }: Props) {
  const view = await loadStatusPage((await params).token);
  return view ? <StatusPageScreen view={view} /> : <TooOftenScreen />;
}
