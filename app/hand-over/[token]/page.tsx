import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HeldScreen } from "@/components/hand-over/held-screen";
import { loadHeldHandOver } from "@/lib/server/loaders/load-held-hand-over";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("handOver"))("title"), robots: { index: false, follow: false } };
}

export default async function HandOverPage({ params }: Props) {
  const { token } = await params;
  const { view, person } = await loadHeldHandOver(token);
  return <HeldScreen view={view} person={person} token={token} />;
}
