import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RevokingScreen } from "@/components/setup/revoking-screen";
import { loadSetup } from "@/lib/server/loaders/load-setup";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("revoking"))("title") };
}

/** What leaving the one-way door means. For everybody who may read the set-up. */
export default async function RevokingPage({ params }: Props) {
  const { organisation } = await loadSetup((await params).org);
  return <RevokingScreen organisation={organisation} />;
}
