import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormScreen } from "@/components/organisations/form-screen";
import { loadOrganisationForm } from "@/lib/server/loaders/load-organisation-form";
import { loadPolicy } from "@/lib/server/loaders/load-policy";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organisationForm"))("editTitle") };
}

export default async function SettingsPage({ params }: Props) {
  const { org } = await params;
  const [organisation, policy] = await Promise.all([loadOrganisationForm(org), loadPolicy(org)]);
  return <FormScreen organisation={organisation} policy={policy} />;
}
