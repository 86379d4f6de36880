import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InboxScreen } from "@/components/notes/inbox-screen";
import { loadInbox } from "@/lib/server/loaders/load-inbox";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("inbox"))("title") };
}

export default async function InboxPage({ searchParams }: Props) {
  const { cursor } = await searchParams;
  const place = typeof cursor === "string" ? cursor : undefined;
  return <InboxScreen page={await loadInbox(place)} cursor={place} />;
}
