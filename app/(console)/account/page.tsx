import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountScreen } from "@/components/account/account-screen";
import { loadAccount } from "@/lib/server/loaders/load-account";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountPage"))("title") };
}

export default async function AccountPage() {
  return <AccountScreen account={await loadAccount()} />;
}
