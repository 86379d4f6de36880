import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Preferences } from "./preferences";

type Props = { title: string; locale: string; children: ReactNode };

/** Pages outside the console: one card in the middle. */
export async function OutsideFrame({ title, locale, children }: Props) {
  const t = await getTranslations("app");
  return (
    <main
      id="content"
      className="mx-auto flex min-h-screen w-full max-w-md flex-col justify-center px-4 py-10"
    >
      <p className="mb-6 flex items-center gap-2.5">
        <span className="grid size-8 place-items-center rounded-md bg-accent text-accentink">
          <Icon name="key" className="size-4.5" />
        </span>
        <span className="text-base font-semibold tracking-tight">{t("name")}</span>
      </p>
      <div className="rounded-xl border border-line bg-panel p-6">
        <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
        {children}
      </div>
      <div className="mt-4 flex justify-end">
        <Preferences locale={locale} signedIn={false} />
      </div>
    </main>
  );
}
