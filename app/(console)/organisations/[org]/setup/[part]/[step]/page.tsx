import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetupScreen } from "@/components/setup/setup-screen";
import { findStep } from "@/lib/cmk/parts";
import { loadNotes } from "@/lib/server/loaders/load-notes";
import { loadStepPage } from "@/lib/server/loaders/load-setup-page";

type Props = { params: Promise<{ org: string; part: string; step: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { part, step } = await params;
  const t = await getTranslations();
  return { title: findStep(part, step) ? t(`steps.${part}.${step}.name` as never) : t("notFound.title") };
}

export default async function StepPage({ params }: Props) {
  const { org, part, step } = await params;
  const found = findStep(part, step);
  const [page, notes] = await Promise.all([
    loadStepPage(org, part, step),
    found ? loadNotes(org, { part: found.part, step: found.id }) : null,
  ]);
  return <SetupScreen {...page} notes={notes} />;
}
