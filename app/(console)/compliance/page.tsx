import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ComplianceScreen } from "@/components/compliance/compliance-screen";
import { readComplianceFilter } from "@/lib/cmk/compliance/filter";
import { may } from "@/lib/cmk/permissions";
import { loadCompliance } from "@/lib/server/loaders/load-compliance";
import { loadShell } from "@/lib/server/loaders/load-shell";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("compliance"))("title") };
}

export default async function CompliancePage({ searchParams }: Props) {
  const filter = readComplianceFilter(await searchParams);
  const [view, { roles }] = await Promise.all([loadCompliance(filter), loadShell()]);
  return <ComplianceScreen view={view} filter={filter} mayShare={may(roles, "status-link.manage")} />;
}
