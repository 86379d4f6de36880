import Link from "next/link";
import { ExportControl } from "@/components/exports/export-control";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-drawings";
import { exactTime, formatDay } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { Coming, ComingKind, MonthCount } from "@/lib/cmk/compliance/compliance-views";
import { api, routes } from "@/lib/routes";
import { inDays } from "./in-days";
import { KeyCalendar } from "./key-calendar";

const SHOWN = 5;
const SOON_MS = 30 * 86_400_000;

const ICONS: Record<ComingKind, IconName> = {
  "key-expires": "tone-bad",
  "old-version-expires": "tone-bad",
  "key-purged": "tone-bad",
  "vault-purged": "tone-bad",
  "key-rotates": "refresh",
  "exception-ends": "tone-wait",
  "secret-ends": "key",
};

type Props = { rows: Coming[]; calendar: MonthCount[]; words: Words; now: string };

/** What ends or turns by itself: the year as a chart, and the next first. */
export function ComingUp({ rows, calendar, words, now }: Props) {
  const { t } = words;
  return (
    <Card className="print:mb-4 print:break-inside-avoid">
      <section aria-labelledby="coming" className="p-5">
        <div className="flex flex-wrap items-center gap-3">
          <h2 id="coming" className="flex-1 font-medium">
            {t("compliance.comingTitle")}
          </h2>
          {rows.length > 0 ? (
            <ExportControl
              href={api.exportEverywhere("coming")}
              name={t("compliance.comingTitle")}
              words={words}
              bare
            />
          ) : null}
        </div>
        {rows.length === 0 ? (
          <EmptyState title={t("compliance.comingNone")} text={t("compliance.comingNoneText")} />
        ) : (
          <>
            {calendar.length > 0 ? <KeyCalendar counts={calendar} words={words} now={now} /> : null}
            <Rows rows={rows.slice(0, SHOWN)} words={words} now={now} />
          </>
        )}
        {rows.length > SHOWN ? (
          <details className="mt-1">
            <summary className="w-fit text-xs text-ink2 underline underline-offset-2">
              {t("compliance.moreReasons", { count: rows.length - SHOWN })}
            </summary>
            <Rows rows={rows.slice(SHOWN)} words={words} now={now} />
          </details>
        ) : null}
      </section>
    </Card>
  );
}

function Rows({ rows, words, now }: { rows: Coming[]; words: Words; now: string }) {
  const { t, locale } = words;
  return (
    <ul className="mt-3 space-y-3.5 text-[13px]">
      {rows.map((row) => {
        const bad = ICONS[row.kind] === "tone-bad" && Date.parse(row.at) - Date.parse(now) < SOON_MS;
        return (
          <li
            key={`${row.organisation.id} ${row.part} ${row.kind} ${row.subject}`}
            className="flex items-start gap-3"
          >
            <Icon name={ICONS[row.kind]} className={`mt-0.5 size-4 ${bad ? "text-bad" : "text-ink3"}`} />
            <span className="min-w-0 flex-1">
              {t(`compliance.coming.${row.kind}`)}
              <span className="block text-xs break-words text-ink3">
                <Link
                  href={routes.overview(row.organisation.id)}
                  prefetch={false}
                  className="hover:text-ink hover:underline"
                >
                  <bdi>{row.organisation.name}</bdi>
                </Link>
                {row.part ? `, ${t(`parts.${row.part}.short`)}` : ""}
                {row.kind === "exception-ends"
                  ? `, ${t(`checks.${row.subject}.title`)}`
                  : row.subject
                    ? `, ${row.subject}`
                    : ""}
              </span>
            </span>
            <span className={`tnum text-right text-xs whitespace-nowrap ${bad ? "text-bad" : "text-ink2"}`}>
              <time dateTime={row.at} title={exactTime(words, row.at)}>
                {inDays(locale, row.at, now)}
              </time>
              <span className="block text-[11px] text-ink3">{formatDay(locale, row.at)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
