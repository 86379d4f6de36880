import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EvidenceScreen } from "@/components/evidence/evidence-screen";
import { loadEvidence } from "@/lib/server/loaders/load-evidence";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("evidence"))("title") };
}

export default async function EvidencePage({ params }: Props) {
  const { org } = await params;
  return <EvidenceScreen {...(await loadEvidence(org))} />;
}
