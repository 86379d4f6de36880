import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { VerificationScreen } from "@/components/checks/verification-screen";
import { loadVerification } from "@/lib/server/loaders/load-verification";

type Props = {
  params: Promise<{ org: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("verification"))("title") };
}

export default async function VerificationPage({ params, searchParams }: Props) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const text = (name: string) =>
    typeof query[name] === "string" && query[name] !== "" ? query[name] : undefined;
  const filter = {
    search: text("search"),
    state: text("state"),
    family: text("family"),
    severity: text("severity"),
  };
  return <VerificationScreen view={await loadVerification(org)} query={filter} />;
}
