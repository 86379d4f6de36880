import { TableExport } from "@/components/exports/table-export";
import { Card } from "@/components/ui/card";
import { TEXT_OF, type Tone } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { Words } from "@/components/ui/words";
import type { ComplianceFigures, Freshness } from "@/lib/cmk/compliance/compliance-views";
import { Bars } from "./bars";

const TONES: Record<Freshness, Tone> = {
  now: "ok",
  hour: "ok",
  day: "wait",
  older: "bad",
  never: "quiet",
};

type Props = { freshness: ComplianceFigures["freshness"]; words: Words };

/** How fresh the facts are that the verdicts rest on. */
export function FreshnessCard({ freshness, words }: Props) {
  const { t } = words;
  return (
    <Card className="print:mb-4 print:break-inside-avoid">
      <section aria-labelledby="freshness" className="p-5">
        <div className="flex items-baseline gap-3">
          <h2 id="freshness" className="flex-1 font-medium">
            {t("compliance.freshnessTitle")}
          </h2>
          <TableExport of="all" table="freshness" words={words} />
        </div>
        <p className="mt-1 text-xs text-ink3">{t("compliance.freshnessText")}</p>
        <Bars
          label={`${t("compliance.freshnessTitle")}${t("compliance.colon")} ${freshness
            .map(({ bucket, count }) => `${t(`compliance.freshness.${bucket}`)} ${count}`)
            .join(", ")}`}
          rows={freshness.map(({ bucket, count }) => ({
            id: bucket,
            tone: TONES[bucket],
            values: [0, 0, 0, 0, count],
          }))}
        />
        <table className="tnum mt-3 w-full text-xs">
          <caption className="sr-only">{t("compliance.freshnessTitle")}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t("compliance.verified")}</th>
              <th scope="col">{t("organisations.title")}</th>
            </tr>
          </thead>
          <tbody>
            {freshness.map(({ bucket, count }) => (
              <tr key={bucket} className="border-t border-line2 first:border-t-0">
                <th scope="row" className="py-1.5 text-left font-normal">
                  <span className={`inline-flex items-center gap-1.5 ${TEXT_OF[TONES[bucket]]}`}>
                    <ToneIcon tone={TONES[bucket]} className="size-3.5" />
                    {t(`compliance.freshness.${bucket}`)}
                  </span>
                </th>
                <td className="py-1.5 text-right font-medium">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
