import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetupScreen } from "@/components/setup/setup-screen";
import { findStep } from "@/lib/cmk/parts";
import { loadStepPage } from "@/lib/server/loaders/load-setup-page";

type Props = { params: Promise<{ org: string; part: string; step: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { part, step } = await params;
  const t = await getTranslations();
  return { title: findStep(part, step) ? t(`steps.${part}.${step}.name` as never) : t("notFound.title") };
}

export default async function StepPage({ params }: Props) {
  const { org, part, step } = await params;
  return <SetupScreen {...(await loadStepPage(org, part, step))} />;
}
