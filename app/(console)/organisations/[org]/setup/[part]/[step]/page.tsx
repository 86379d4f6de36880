import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetupScreen } from "@/components/setup/setup-screen";
import { findStep } from "@/lib/cmk/parts";
import { loadSetup } from "@/lib/server/loaders/load-setup";
import { loadStep } from "@/lib/server/loaders/load-step";

type Props = { params: Promise<{ org: string; part: string; step: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { part, step } = await params;
  const t = await getTranslations();
  return { title: findStep(part, step) ? t(`steps.${part}.${step}.name` as never) : t("notFound.title") };
}

export default async function StepPage({ params }: Props) {
  const { org, part, step } = await params;
  const [setup, view] = await Promise.all([loadSetup(org), loadStep(org, part, step)]);
  return <SetupScreen setup={setup} step={view} />;
}
