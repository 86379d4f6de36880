import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CatalogueScreen } from "@/components/checks/catalogue-screen";
import { loadChecks } from "@/lib/server/loaders/load-checks";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("checkPage"))("title") };
}

export default async function ChecksPage({ searchParams }: Props) {
  const query = await searchParams;
  const text = (name: string) =>
    typeof query[name] === "string" && query[name] !== "" ? query[name] : undefined;
  const filter = {
    search: text("search"),
    family: text("family"),
    severity: text("severity"),
    class: text("class"),
    framework: text("framework"),
  };
  return <CatalogueScreen checks={await loadChecks()} query={filter} />;
}
