import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditSettingsScreen } from "@/components/audit/settings/audit-settings-screen";
import { loadAuditSettings } from "@/lib/server/loaders/load-audit-settings";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auditSettings"))("title") };
}

export default async function AuditSettingsPage({ params }: Props) {
  const { org } = await params;
  return <AuditSettingsScreen {...(await loadAuditSettings(org))} />;
}
