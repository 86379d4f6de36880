import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditSettingsScreen } from "@/components/audit/settings/audit-settings-screen";
import { loadSystemAuditSettings } from "@/lib/server/loaders/load-audit-settings";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auditSettings"))("title") };
}

export default async function SystemAuditSettingsPage() {
  return <AuditSettingsScreen {...(await loadSystemAuditSettings())} />;
}
