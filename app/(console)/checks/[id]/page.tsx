import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CheckScreen } from "@/components/checks/check-screen";
import { loadChecks } from "@/lib/server/loaders/load-checks";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).id };
}

export default async function CheckPage({ params }: Props) {
  const { id } = await params;
  const check = (await loadChecks()).find((candidate) => candidate.id === id);
  if (!check) notFound();
  return <CheckScreen check={check} />;
}
