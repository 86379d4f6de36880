import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ComplianceScreen } from "@/components/compliance/compliance-screen";
import { readComplianceFilter } from "@/lib/cmk/compliance/filter";
import { loadCompliance } from "@/lib/server/loaders/load-compliance";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("compliance"))("title") };
}

export default async function CompliancePage({ searchParams }: Props) {
  const filter = readComplianceFilter(await searchParams);
  return <ComplianceScreen view={await loadCompliance(filter)} filter={filter} />;
}
