import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AlertsScreen } from "@/components/alerts/alerts-screen";
import { loadAlerts } from "@/lib/server/loaders/load-alerts";

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alerts"))("title") };
}

export default async function AlertsPage({ params, searchParams }: Props) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const text = (name: string) =>
    typeof query[name] === "string" && query[name] !== "" ? query[name] : undefined;
  const filter = { status: text("status"), severity: text("severity"), class: text("class") };
  const cursor = text("cursor");
  return <AlertsScreen page={await loadAlerts(org, { ...filter, cursor })} query={filter} cursor={cursor} />;
}
