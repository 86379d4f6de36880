import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EndReportsScreen } from "@/components/share/end-reports-screen";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("report"))("endTitle"), robots: { index: false, follow: false } };
}

export default async function EndReportsPage({ params }: Props) {
  return <EndReportsScreen token={(await params).token} />;
}
