import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BundleScreen } from "@/components/support/bundle-screen";
import { loadSupportBundle } from "@/lib/server/loaders/load-support-bundle";

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("supportBundle"))("title") };
}

export default async function SupportBundlePage({ params, searchParams }: Props) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  return <BundleScreen {...(await loadSupportBundle(org, query))} />;
}
