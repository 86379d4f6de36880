import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrganisationsScreen } from "@/components/organisations/organisations-screen";
import { may } from "@/lib/cmk/permissions";
import { findOrganisationRows, loadOrganisations } from "@/lib/server/loaders/load-organisations";
import { loadShell } from "@/lib/server/loaders/load-shell";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organisations"))("title") };
}

export default async function OrganisationsPage({ searchParams }: Props) {
  const query = await searchParams;
  const text = (name: string) => (typeof query[name] === "string" ? query[name].trim() : "");
  const search = text("search");
  const order = text("order") === "desc" ? "desc" : "asc";
  const cursor = text("cursor") || undefined;
  const [page, { roles }] = await Promise.all([
    search ? findOrganisationRows(search) : loadOrganisations(cursor, order),
    loadShell(),
  ]);
  return (
    <OrganisationsScreen
      page={page}
      search={search}
      order={order}
      cursor={cursor}
      mayAdd={may(roles, "organisation.create")}
    />
  );
}
