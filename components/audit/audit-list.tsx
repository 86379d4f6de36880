"use client";
import { type MouseEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { problemOf, send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { withQuery } from "@/components/ui/with-query";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { AuditRow, Page } from "@/lib/cmk/views";
import { COLUMNS } from "./audit-columns";
import { AuditEntry } from "./audit-entry";

type Props = {
  page: Page<AuditRow>;
  /** The page's own address, and the address of the same list as data. */
  path: string;
  apiPath: string;
  filter: Record<string, string>;
  wide: boolean;
  now: string;
  locale: string;
  messages: Messages;
};

/** How far below the screen's edge the end of the list may be until more is loaded. */
const AHEAD = "600px";

/**
 * The entries, newest first. More of them are added below as one scrolls, or by the link at the end, which leads to
 * them without script.
 */
export function AuditList({ page, path, apiPath, filter, wide, now, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const [added, setAdded] = useState<AuditRow[]>([]);
  const [next, setNext] = useState(page.next);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);

  const end = useRef<HTMLAnchorElement>(null);

  const more = async (asked: boolean) => {
    if (busy || !next) return;
    setBusy(true);
    setSaid("");
    try {
      const got = await send<Page<AuditRow>>(
        "GET",
        withQuery(apiPath, { ...filter, zone: words.timeZone, cursor: next }),
      );
      const before = list.current?.children.length ?? 0;
      setAdded([...added, ...got.rows]);
      setNext(got.next);
      setSaid(t("audit.added", { count: got.rows.length }));
      // Whoever goes by keyboard goes on at the first new entry, not at the end of the page.
      if (asked)
        requestAnimationFrame(() => list.current?.children[before]?.querySelector("summary")?.focus());
    } catch (error) {
      setSaid(t(`errors.${problemOf(error).code}`));
    } finally {
      setBusy(false);
    }
  };

  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void more(true);
  };
  const scrolled = useEffectEvent(() => void more(false));
  useEffect(() => {
    // Observed anew for each page: an end that stays in sight says nothing again.
    if (!next || !end.current) return;
    // What happened since the last answer comes together: out of sight first, in sight by now.
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && scrolled(),
      { rootMargin: AHEAD },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [next]);

  return (
    <>
      <div aria-hidden className={`${COLUMNS} border-t border-line2 px-5 py-2 text-xs text-ink3`}>
        <span>{t("audit.action")}</span>
        <span className="max-md:hidden">{t("audit.subject")}</span>
        <span>{t("audit.actor")}</span>
        <span className="text-right">{t("audit.time")}</span>
      </div>
      <ol ref={list} aria-label={t("audit.entries")} className="text-[13px]">
        {[...page.rows, ...added].map((row) => (
          <AuditEntry key={row.id} row={row} path={path} wide={wide} words={words} now={now} />
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-3 border-t border-line2 px-5 py-3 text-xs text-ink3 print:hidden">
        <span className="flex-1" aria-live="polite">
          {next ? said : [said, t("audit.end")].filter(Boolean).join(". ")}
        </span>
        {next ? (
          <a
            href={withQuery(path, { ...filter, cursor: next })}
            className={BUTTON.plain}
            ref={end}
            onClick={follow}
            aria-busy={busy}
          >
            {t("audit.more")}
          </a>
        ) : null}
      </div>
    </>
  );
}
