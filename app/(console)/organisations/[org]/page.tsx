import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConfigurationScreen } from "@/components/organisations/configuration-screen";
import { loadConfiguration } from "@/lib/server/loaders/load-configuration";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("configuration"))("title") };
}

export default async function ConfigurationPage({ params }: Props) {
  return <ConfigurationScreen view={await loadConfiguration((await params).org)} />;
}
