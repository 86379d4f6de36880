import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FleetScreen } from "@/components/fleet/fleet-screen";
import { fleetFilterSchema } from "@/lib/cmk/findings/danger";
import { loadFleetOverview } from "@/lib/server/loaders/load-fleet-overview";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleet"))("title") };
}

export default async function FleetPage({ searchParams }: Props) {
  const query = await searchParams;
  // What makes no sense in an address is left out, one by one: the rest still counts.
  const { danger, search, page } = fleetFilterSchema.shape;
  const filter = {
    danger: danger.safeParse(query.danger).data,
    search: search.safeParse(query.search).data || undefined,
    page: page.safeParse(query.page).data,
  };
  return <FleetScreen view={await loadFleetOverview(filter)} filter={filter} />;
}
