import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { nextStep } from "@/components/setup/next-step";
import { SetupScreen } from "@/components/setup/setup-screen";
import { loadSetup } from "@/lib/server/loaders/load-setup";
import { loadStep } from "@/lib/server/loaders/load-step";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("title") };
}

/** The set-up, opened where a person can go on. */
export default async function SetupPage({ params }: Props) {
  const { org } = await params;
  const setup = await loadSetup(org);
  const [part = "aep", step = "enablement"] = nextStep(setup.parts, "aep")?.split("/") ?? [
    "aep",
    "enablement",
  ];
  return <SetupScreen setup={setup} step={await loadStep(org, part, step)} />;
}
