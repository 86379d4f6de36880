import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditScreen } from "@/components/audit/audit-screen";
import { loadWideAudit } from "@/lib/server/loaders/load-audit";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function WideAuditPage({ searchParams }: Props) {
  return <AuditScreen organisation={null} {...(await loadWideAudit(await searchParams))} />;
}
