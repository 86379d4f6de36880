import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormScreen } from "@/components/organisations/form-screen";
import { loadOrganisationForm } from "@/lib/server/loaders/load-organisation-form";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organisationForm"))("editTitle") };
}

export default async function SettingsPage({ params }: Props) {
  return <FormScreen organisation={await loadOrganisationForm((await params).org)} />;
}
