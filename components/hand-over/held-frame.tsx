import { KeyRound, LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { Preferences } from "@/components/layout/preferences";
import type { Words } from "@/components/ui/words";
import { routes } from "@/lib/routes";

type Props = {
  title: string;
  lead: string;
  person: { name: string; upn: string };
  words: Words;
  children: ReactNode;
};

/** Around a handed-over step: no way from here into the console, which its reader may not know. */
export function HeldFrame({ title, lead, person, words: { t, locale }, children }: Props) {
  return (
    <>
      <header className="border-b border-line bg-panel print:hidden">
        <div className="mx-auto flex min-h-14 max-w-4xl flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 md:px-8">
          <p className="flex flex-1 items-center gap-2.5">
            <span className="grid size-7 shrink-0 place-items-center rounded-md bg-accent text-accentink">
              <KeyRound aria-hidden className="size-4" strokeWidth={1.75} />
            </span>
            <span className="font-semibold tracking-tight">{t("app.name")}</span>
          </p>
          <Preferences locale={locale} signedIn={false} />
          <form action={routes.signOut()} method="post" className="flex items-center gap-2">
            <span className="max-w-56 truncate text-xs text-ink3" title={person.upn}>
              {t("heldStep.signedIn", { name: person.name })}
            </span>
            <button
              type="submit"
              aria-label={t("account.signOut")}
              title={t("account.signOut")}
              className="grid size-8 place-items-center rounded-md text-ink3 hover:bg-line2 hover:text-ink"
            >
              <LogOut aria-hidden className="size-4" strokeWidth={1.75} />
            </button>
          </form>
        </div>
      </header>
      <main id="content" className="mx-auto w-full max-w-4xl px-4 py-6 md:px-8 md:py-8">
        <h1 className="text-lg font-semibold tracking-tight md:text-[23px] md:leading-8">{title}</h1>
        <p className="mt-1 text-ink2">{lead}</p>
        <div className="mt-5 space-y-5">{children}</div>
      </main>
    </>
  );
}
