import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EverybodyScreen } from "@/components/everybody/everybody-screen";
import { loadEverybody } from "@/lib/server/loaders/load-everybody";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("everybody"))("title") };
}

export default async function EverybodyPage({ searchParams }: Props) {
  return <EverybodyScreen {...(await loadEverybody(await searchParams))} />;
}
