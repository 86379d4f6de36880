import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OrganisationFrameworkScreen } from "@/components/compliance/frameworks/organisation-framework-screen";
import { isFramework } from "@/lib/cmk/compliance/frameworks";
import { loadOrganisationFramework } from "@/lib/server/loaders/load-frameworks";

type Props = { params: Promise<{ framework: string; org: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).framework };
}

export default async function OrganisationFrameworkPage({ params }: Props) {
  const { framework, org } = await params;
  if (!isFramework(framework)) notFound();
  return <OrganisationFrameworkScreen view={await loadOrganisationFramework(org, framework)} />;
}
