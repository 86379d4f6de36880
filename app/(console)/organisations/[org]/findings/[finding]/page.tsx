import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FindingScreen } from "@/components/findings/finding-screen";
import { loadFinding } from "@/lib/server/loaders/load-findings";
import { loadNotes } from "@/lib/server/loaders/load-notes";

type Props = { params: Promise<{ org: string; finding: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("findings"))("one") };
}

export default async function FindingPage({ params }: Props) {
  const { org, finding } = await params;
  const [view, notes] = await Promise.all([
    loadFinding(org, finding),
    loadNotes(org, { findingId: finding }),
  ]);
  return <FindingScreen finding={view} notes={notes} />;
}
