import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PersonScreen } from "@/components/everybody/person-screen";
import { loadPerson } from "@/lib/server/loaders/load-everybody";

type Props = {
  params: Promise<{ person: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("everybody"))("title") };
}

export default async function PersonPage({ params, searchParams }: Props) {
  const [{ person }, query] = await Promise.all([params, searchParams]);
  const cursor = typeof query.cursor === "string" ? query.cursor : undefined;
  return <PersonScreen view={await loadPerson(person, cursor)} cursor={cursor} />;
}
