import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PeopleScreen } from "@/components/people/people-screen";
import { loadPeople } from "@/lib/server/loaders/load-people";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

export default async function PeoplePage({ params }: Props) {
  const { org } = await params;
  return <PeopleScreen {...(await loadPeople(org))} />;
}
