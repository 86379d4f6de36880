import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AttemptsScreen } from "@/components/support/attempts-screen";
import { loadAttempts } from "@/lib/server/loaders/load-support";

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("support.tabs"))("attempts") };
}

export default async function AttemptsPage({ params, searchParams }: Props) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  return <AttemptsScreen {...(await loadAttempts(org, query))} />;
}
