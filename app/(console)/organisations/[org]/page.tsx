import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConfigurationScreen } from "@/components/organisations/configuration-screen";
import { loadConfiguration } from "@/lib/server/loaders/load-configuration";

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("configuration"))("title") };
}

export default async function ConfigurationPage({ params, searchParams }: Props) {
  const [{ org }, { at }] = await Promise.all([params, searchParams]);
  return <ConfigurationScreen {...(await loadConfiguration(org, typeof at === "string" ? at : undefined))} />;
}
