import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FrameworksScreen } from "@/components/compliance/frameworks/frameworks-screen";
import { loadFrameworks } from "@/lib/server/loaders/load-frameworks";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("compliance"))("frameworksTitle") };
}

export default async function FrameworksPage() {
  return <FrameworksScreen view={await loadFrameworks()} />;
}
