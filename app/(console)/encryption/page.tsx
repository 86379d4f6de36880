import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EncryptionScreen } from "@/components/encryption/encryption-screen";
import { loadSetup } from "@/lib/server/loaders/load-setup";
import { loadShell } from "@/lib/server/loaders/load-shell";

type Props = { searchParams: Promise<{ org?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("encryption"))("title") };
}

/** For people who only ask whether the data is encrypted; everybody who is signed in may read it. */
export default async function EncryptionPage({ searchParams }: Props) {
  const { org } = await searchParams;
  const { organisations } = await loadShell();
  const setup = typeof org === "string" && org !== "" ? await loadSetup(org) : null;
  return <EncryptionScreen organisations={organisations} setup={setup} />;
}
