import Link from "next/link";
import type { ReactNode } from "react";
import { SearchButton } from "@/components/palette/search-button";
import { loadWords } from "@/components/ui/load-words";
import { exactTime } from "@/components/ui/time";
import { Preferences } from "./preferences";

export type Crumb = { label: string; href?: string };

type Props = { crumbs: Crumb[]; title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode };

/** The bar with the way here, then title, actions and content. */
export async function PageFrame({ crumbs, title, lead, actions, children }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  return (
    <>
      <header className="flex h-14 items-center gap-3 border-b border-line bg-panel px-4 text-[13px] text-ink3 max-md:hidden md:px-8 print:hidden">
        <nav aria-label={t("nav.breadcrumb")} className="min-w-0 flex-1">
          <ol className="flex items-center gap-3">
            {crumbs.map((crumb, index) => (
              <li key={crumb.label} className="flex min-w-0 items-center gap-3">
                {index > 0 ? <span aria-hidden>/</span> : null}
                <CrumbLabel crumb={crumb} last={index === crumbs.length - 1} />
              </li>
            ))}
          </ol>
        </nav>
        <SearchButton words={words} />
        <Preferences locale={locale} />
      </header>
      <main id="content" tabIndex={-1} className="flex-1 px-4 py-5 md:px-8 md:py-7 print:p-0">
        <p className="mb-4 hidden justify-between gap-4 text-xs text-ink3 print:flex">
          <span>{crumbs.map(({ label }) => label).join(" / ")}</span>
          <span>{t("compliance.printed", { time: exactTime(words, new Date().toISOString()) })}</span>
        </p>
        <div className="mb-5 flex flex-wrap items-end gap-x-4 gap-y-3 md:mb-6">
          <div className="min-w-0 flex-1 basis-80">
            <h1 className="text-lg font-semibold tracking-tight md:text-[23px] md:leading-8">{title}</h1>
            {lead ? <div className="mt-1 text-ink2">{lead}</div> : null}
          </div>
          {actions ? <div className="flex flex-wrap gap-3 print:hidden">{actions}</div> : null}
        </div>
        {children}
      </main>
    </>
  );
}

function CrumbLabel({ crumb, last }: { crumb: Crumb; last: boolean }) {
  if (crumb.href && !last) {
    return (
      <Link href={crumb.href} className="truncate hover:text-ink">
        {crumb.label}
      </Link>
    );
  }
  return (
    <span className={`truncate ${last ? "text-ink" : ""}`} aria-current={last ? "page" : undefined}>
      {crumb.label}
    </span>
  );
}
