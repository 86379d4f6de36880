import Link from "next/link";
import { TableExport } from "@/components/exports/table-export";
import { Card } from "@/components/ui/card";
import { exactTime, formatDay } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import { causeWords } from "@/lib/cmk/compliance/answer";
import type { Trend } from "@/lib/cmk/compliance/compliance-views";
import { durationWords } from "@/lib/cmk/compliance/duration";
import { kept } from "@/lib/cmk/kept";
import { routes } from "@/lib/routes";
import { ChartTable } from "./chart-table";
import { TrendChart } from "./trend-chart";

const SHOWN = 3;
const TICKS = 5;

const tickFormat = kept(
  (locale) => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }),
);

/** How many organisations were protected in the last 90 days, and the story of every dip. */
export function TrendCard({ trend, words }: { trend: Trend; words: Words }) {
  const { t, locale } = words;
  const short = tickFormat(locale);
  const from = Date.parse(trend.from);
  const step = (Date.parse(trend.to) - from) / (TICKS - 1);
  const ticks = Array.from({ length: TICKS }, (_, index) => short.format(from + index * step));
  const turns = trend.points.filter((point, index) => {
    const before = trend.points[index - 1];
    const same = before && before.known === point.known && before.protected === point.protected;
    return index === trend.points.length - 1 || !same || before.atRisk !== point.atRisk;
  });
  const late = trend.began !== null && trend.began > trend.from;
  return (
    <Card className="print:mb-4 print:break-inside-avoid">
      <section aria-labelledby="trend" className="p-5">
        <div className="flex items-baseline gap-3">
          <h2 id="trend" className="flex-1 font-medium">
            {t("compliance.trendTitle")}
          </h2>
          <p className="text-xs text-ink3">{t("compliance.lastDays")}</p>
          <TableExport of="all" table="posture" words={words} />
        </div>
        <TrendChart trend={trend} label={chartWords(trend, words)} />
        <div aria-hidden className="tnum mt-1.5 flex justify-between text-[11px] text-ink3">
          {ticks.map((tick, index) => (
            <span key={tick} className={index % 2 === 1 ? "max-sm:hidden" : ""}>
              {tick}
            </span>
          ))}
        </div>
        {late ? (
          <p className="mt-2 text-xs text-ink3">
            {t("compliance.beganNote", { day: formatDay(locale, trend.began ?? "") })}
          </p>
        ) : null}
        {trend.dips.length > 0 ? (
          <ul className="mt-3 space-y-1 text-xs">
            {trend.dips.slice(0, SHOWN).map((dip) => (
              <li key={`${dip.organisation.id} ${dip.at}`} className={dip.until ? "text-ink2" : "text-bad"}>
                <time dateTime={dip.at} title={exactTime(words, dip.at)}>
                  {formatDay(locale, dip.at)}
                </time>
                {", "}
                <Link
                  href={routes.overview(dip.organisation.id)}
                  prefetch={false}
                  className="underline-offset-2 hover:underline"
                >
                  <bdi>{dip.organisation.name}</bdi>
                </Link>
                {t("compliance.colon")} {dipWords(dip, words)}
              </li>
            ))}
          </ul>
        ) : null}
        <ChartTable
          summary={t("compliance.asTable")}
          head={[
            t("compliance.day"),
            t("compliance.watched"),
            t("compliance.protected"),
            t("compliance.atRisk"),
          ]}
          rows={turns.map((point) => [
            exactTime(words, point.at),
            String(point.known),
            String(point.protected),
            String(point.atRisk),
          ])}
        />
        {trend.dips.length > 0 ? (
          <ChartTable
            summary={t("compliance.dipsTable", { count: trend.dips.length })}
            head={[
              t("compliance.organisation"),
              t("compliance.from"),
              t("compliance.until"),
              t("compliance.reasons"),
            ]}
            rows={trend.dips.map((dip) => [
              dip.organisation.name,
              exactTime(words, dip.at),
              dip.until ? exactTime(words, dip.until) : t("compliance.lasts"),
              causeWords(dip.cause, dip, words),
            ])}
          />
        ) : null}
      </section>
    </Card>
  );
}

function dipWords(dip: Trend["dips"][number], words: Words): string {
  const { t, locale } = words;
  const { at, until } = dip;
  const what = causeWords(dip.cause, dip, words);
  if (!until) return t("compliance.dipOpen", { what });
  const time = durationWords(locale, (Date.parse(until) - Date.parse(at)) / 1000);
  return t("compliance.dipRepaired", { what, time });
}

/** The chart in a sentence, for those who do not see it. */
function chartWords({ points, dips }: Trend, { t }: Words): string {
  const last = points.at(-1);
  const least = Math.min(...points.filter(({ known }) => known > 0).map((point) => point.least));
  return t("compliance.chartWords", {
    count: last?.protected ?? 0,
    total: last?.known ?? 0,
    least: Number.isFinite(least) ? least : 0,
    dips: dips.length,
  });
}
