import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ShareScreen } from "@/components/share/share-screen";
import { loadShare } from "@/lib/server/loaders/load-share";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("statusLink"))("shareTitle") };
}

export default async function SharePage() {
  return <ShareScreen {...(await loadShare())} />;
}
