import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CompareScreen } from "@/components/support/compare-screen";
import { loadComparison } from "@/lib/server/loaders/load-support";

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("support.tabs"))("compare") };
}

export default async function ComparePage({ params, searchParams }: Props) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  return <CompareScreen {...(await loadComparison(org, query))} />;
}
