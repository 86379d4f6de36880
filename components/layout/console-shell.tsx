import { FlaskConical, Menu } from "lucide-react";
import type { ReactNode } from "react";
import { FailureWords } from "@/components/ui/failure-words";
import { loadWords } from "@/components/ui/load-words";
import { MenuDismiss } from "./menu-dismiss";
import { Preferences } from "./preferences";
import { Sidebar, type SidebarProps } from "./sidebar";

type Props = SidebarProps & { sandbox: { careUrl: string | null } | null; children: ReactNode };

/** What surrounds every page behind sign-in: side bar, or a menu on a narrow screen, and the sandbox's banner. */
export async function ConsoleShell({ sandbox, children, ...bar }: Props) {
  const { t, locale } = await loadWords();
  const failure = {
    title: t("failurePage.title"),
    text: t("failurePage.text"),
    again: t("failurePage.again"),
    home: t("failurePage.home"),
    reference: t("failurePage.reference"),
  };
  return (
    <div className="flex min-h-screen max-md:flex-col">
      <a
        href="#content"
        className="sr-only z-30 rounded-md bg-accent px-3 py-2 text-accentink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("nav.skip")}
      </a>
      <MenuDismiss />
      <aside className="sticky top-0 flex h-screen w-60 shrink-0 flex-col border-r border-line bg-panel max-md:hidden print:hidden">
        <Sidebar {...bar} />
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        {sandbox ? (
          <div
            role="note"
            className="flex min-h-8 flex-wrap items-center justify-center gap-x-3 border-b border-line bg-accentsoft px-4 py-1 text-xs text-accent print:hidden"
          >
            <span className="flex items-center gap-2">
              <FlaskConical aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
              {t("common.sandbox")}
            </span>
            {sandbox.careUrl ? (
              <a
                href={sandbox.careUrl}
                target="_blank"
                rel="noreferrer"
                className="underline underline-offset-2 max-md:hidden"
              >
                {t("common.openCare")}
              </a>
            ) : null}
          </div>
        ) : null}
        <details data-menu className="group border-b border-line bg-panel md:hidden print:hidden">
          <summary className="flex h-13 items-center gap-3 px-4 py-3">
            <Menu aria-hidden className="size-5 text-ink2" strokeWidth={1.75} />
            <span className="font-medium">{t("app.name")}</span>
            <span className="sr-only">{t("nav.menu")}</span>
          </summary>
          <div className="flex flex-col border-t border-line">
            <Sidebar {...bar} />
            <div className="border-t border-line p-3">
              <Preferences locale={locale} />
            </div>
          </div>
        </details>
        <FailureWords texts={failure}>{children}</FailureWords>
      </div>
    </div>
  );
}
