import type { Metadata } from "next";
import { OrganisationCheckScreen } from "@/components/checks/organisation-check-screen";
import { loadOrganisationCheck } from "@/lib/server/loaders/load-organisation-check";

type Props = { params: Promise<{ org: string; check: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).check };
}

export default async function OrganisationCheckPage({ params }: Props) {
  const { org, check } = await params;
  return <OrganisationCheckScreen view={await loadOrganisationCheck(org, check)} />;
}
