import type { ReactNode } from "react";
import { PaletteOpener } from "@/components/palette/palette-opener";
import { FailureWords } from "@/components/ui/failure-words";
import { Icon } from "@/components/ui/icon";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { formatDay } from "@/components/ui/time";
import { MenuDismiss } from "./menu-dismiss";
import { Preferences } from "./preferences";
import { Sidebar, type SidebarProps } from "./sidebar";

type Props = SidebarProps & {
  sandbox: { careUrl: string | null; mailUrl: string | null } | null;
  /** When Clavis's own credential at Entra ends, where the reader is to know. */
  credentialEnds: string | null;
  children: ReactNode;
};

/** What surrounds every page behind sign-in: side bar, or a menu on a narrow screen, and the sandbox's banner. */
export async function ConsoleShell({ sandbox, credentialEnds, children, ...bar }: Props) {
  const { t, locale } = await loadWords();
  const failure = {
    title: t("failurePage.title"),
    text: t("failurePage.text"),
    again: t("failurePage.again"),
    home: t("failurePage.home"),
    reference: t("failurePage.reference"),
  };
  const links = [
    { href: sandbox?.careUrl, label: t("common.openCare") },
    { href: sandbox?.mailUrl, label: t("common.openMails") },
  ].flatMap(({ href, label }) => (href ? [{ href, label }] : []));
  return (
    <div className="flex min-h-screen max-md:flex-col print:block print:min-h-0">
      <a
        href="#content"
        className="sr-only z-30 rounded-md bg-accent px-3 py-2 text-accentink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("nav.skip")}
      </a>
      <MenuDismiss />
      <PaletteOpener locale={locale} messages={await pickMessages(["palette"])} />
      <aside
        id="menu"
        popover="auto"
        className="m-0 h-dvh max-h-none w-72 max-w-[85vw] flex-col overflow-y-auto border-0 border-r border-solid border-line bg-panel p-0 text-ink max-md:inset-y-0 max-md:left-0 max-md:open:flex md:sticky md:top-0 md:flex md:w-60 md:shrink-0 md:overflow-visible print:hidden"
      >
        <Sidebar {...bar} />
        <div className="border-t border-line p-3 md:hidden">
          <Preferences locale={locale} />
        </div>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        {sandbox ? (
          <div
            role="note"
            className="flex min-h-8 flex-wrap items-center justify-center gap-x-3 border-b border-line bg-accentsoft px-4 py-1 text-xs text-accent print:hidden"
          >
            <span className="flex items-center gap-2">
              <Icon name="flask" className="size-3.5" />
              {t("common.sandbox")}
            </span>
            {links.map(({ href, label }) => (
              <a
                key={href}
                href={href}
                target="_blank"
                rel="noreferrer"
                className="underline underline-offset-2 max-md:hidden"
              >
                {label}
              </a>
            ))}
          </div>
        ) : null}
        {credentialEnds ? (
          <p
            role="note"
            className="border-b border-line bg-waitsoft px-4 py-1.5 text-center text-xs text-wait print:hidden"
          >
            {t("nav.credentialEnds", { date: formatDay(locale, credentialEnds) })}
          </p>
        ) : null}
        <div className="flex h-13 items-center border-b border-line bg-panel px-2 md:hidden print:hidden">
          <button type="button" popoverTarget="menu" className="flex flex-1 items-center gap-3 px-2 py-3">
            <Icon name="menu" className="size-5 text-ink2" />
            <span className="font-medium">{t("app.name")}</span>
            <span className="sr-only">{t("nav.menu")}</span>
          </button>
          <button
            type="button"
            data-opens-palette
            aria-haspopup="dialog"
            aria-label={t("palette.open")}
            className="grid size-11 place-items-center rounded-md text-ink2"
          >
            <Icon name="search" className="size-5" />
          </button>
        </div>
        <FailureWords texts={failure}>{children}</FailureWords>
      </div>
    </div>
  );
}
