import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { stepToOpen } from "@/components/setup/next-step";
import { SetupScreen } from "@/components/setup/setup-screen";
import { loadSetupPage } from "@/lib/server/loaders/load-setup-page";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("title") };
}

/** The set-up, opened where a person can go on. */
export default async function SetupPage({ params }: Props) {
  const { org } = await params;
  return <SetupScreen {...(await loadSetupPage(org, ({ parts }) => stepToOpen(parts)))} />;
}
