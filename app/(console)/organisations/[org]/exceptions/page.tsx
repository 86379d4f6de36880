import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ExceptionsScreen } from "@/components/exceptions/exceptions-screen";
import { loadExceptions } from "@/lib/server/loaders/load-exceptions";

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("exceptions"))("title") };
}

export default async function ExceptionsPage({ params, searchParams }: Props) {
  const [{ org }, { part, check }] = await Promise.all([params, searchParams]);
  const view = await loadExceptions(org);
  return <ExceptionsScreen {...view} chosen={`${String(part)} ${String(check)}`} />;
}
