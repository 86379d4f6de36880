import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./globals.css";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { loadTheme } from "@/lib/server/loaders/load-shell";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("app");
  return { title: { default: t("name"), template: `%s · ${t("name")}` }, description: t("description") };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme] = await Promise.all([getLocale(), loadTheme()]);
  return (
    <html lang={locale} className={theme === "system" ? undefined : theme}>
      <body className="bg-bg font-sans text-sm text-ink antialiased">{children}</body>
    </html>
  );
}
