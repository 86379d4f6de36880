import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormScreen } from "@/components/organisations/form-screen";
import { loadOrganisationForm } from "@/lib/server/loaders/load-organisation-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organisationForm"))("newTitle") };
}

export default async function NewOrganisationPage() {
  return <FormScreen organisation={await loadOrganisationForm()} />;
}
