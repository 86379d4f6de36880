import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FrameworkScreen } from "@/components/compliance/frameworks/framework-screen";
import { isFramework } from "@/lib/cmk/compliance/frameworks";
import { loadFramework } from "@/lib/server/loaders/load-frameworks";

type Props = {
  params: Promise<{ framework: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).framework };
}

export default async function FrameworkPage({ params, searchParams }: Props) {
  const { framework } = await params;
  if (!isFramework(framework)) notFound();
  const asked = Number((await searchParams).page);
  const page = Number.isInteger(asked) && asked >= 1 && asked <= 10_000 ? asked : 1;
  return <FrameworkScreen view={await loadFramework(framework, page)} />;
}
