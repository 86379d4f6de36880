import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FindingsScreen } from "@/components/findings/findings-screen";
import { loadFindings } from "@/lib/server/loaders/load-findings";

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("findings"))("title") };
}

export default async function FindingsPage({ params, searchParams }: Props) {
  const [{ org }, asked] = await Promise.all([params, searchParams]);
  const text = (name: string) =>
    typeof asked[name] === "string" && asked[name] !== "" ? asked[name] : undefined;
  const query = {
    status: text("status"),
    severity: text("severity"),
    class: text("class"),
    part: text("part"),
    check: text("check"),
    sort: text("sort"),
  };
  const cursor = text("cursor");
  return (
    <FindingsScreen page={await loadFindings(org, { ...query, cursor })} query={query} cursor={cursor} />
  );
}
