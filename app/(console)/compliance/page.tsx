import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ComplianceScreen } from "@/components/compliance/compliance-screen";
import type { Verdict } from "@/lib/cmk/compliance";
import { loadCompliance } from "@/lib/server/loaders/load-compliance";

const VERDICTS: readonly string[] = [
  "protected",
  "at-risk",
  "unverified",
  "in-setup",
  "not-started",
] satisfies Verdict[];

type Props = { searchParams: Promise<{ verdict?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("compliance"))("title") };
}

export default async function CompliancePage({ searchParams }: Props) {
  const { verdict: asked } = await searchParams;
  const verdict = typeof asked === "string" && VERDICTS.includes(asked) ? (asked as Verdict) : undefined;
  return <ComplianceScreen view={await loadCompliance({ verdict })} verdict={verdict} />;
}
