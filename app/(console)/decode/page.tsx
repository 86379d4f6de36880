import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DecodeScreen } from "@/components/decode/decode-screen";
import { loadDecode } from "@/lib/server/loaders/load-decode";

type Props = { searchParams: Promise<{ org?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("decodePage"))("title") };
}

export default async function DecodePage({ searchParams }: Props) {
  const { org } = await searchParams;
  return <DecodeScreen {...(await loadDecode(typeof org === "string" ? org : null))} />;
}
