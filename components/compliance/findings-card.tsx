import { CLASS_TONE } from "@/components/checks/check-tone";
import { TableExport } from "@/components/exports/table-export";
import { Card } from "@/components/ui/card";
import { TEXT_OF } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { Words } from "@/components/ui/words";
import type { FailureClass } from "@/lib/cmk/checks/check";
import { AGES, type FindingCount } from "@/lib/cmk/compliance/compliance-views";
import { Bars } from "./bars";

const CLASSES: FailureClass[] = ["purge", "recoverable", "hygiene"];

/** Open findings by what Adobe would do and how long they stand: the chart, and the table that it draws. */
export function FindingsCard({ counts, words }: { counts: FindingCount[]; words: Words }) {
  const { t } = words;
  const count = (failureClass: FailureClass, age?: string) =>
    counts
      .filter((one) => one.failureClass === failureClass && (age === undefined || one.age === age))
      .reduce((sum, one) => sum + one.count, 0);
  const total = CLASSES.reduce((sum, failureClass) => sum + count(failureClass), 0);
  return (
    <Card className="print:mb-4 print:break-inside-avoid">
      <section id="findings" aria-labelledby="findings-title" className="p-5">
        <div className="flex items-baseline gap-3">
          <h2 id="findings-title" className="flex-1 font-medium">
            {t("compliance.findingsTitle")}
          </h2>
          <p className="tnum text-xs text-ink3">{t("compliance.findingsTotal", { count: total })}</p>
          <TableExport of="all" table="finding-ages" words={words} />
        </div>
        <Bars
          label={t("compliance.findingsChart", {
            purge: count("purge"),
            recoverable: count("recoverable"),
            hygiene: count("hygiene"),
          })}
          rows={CLASSES.map((failureClass) => ({
            id: failureClass,
            tone: CLASS_TONE[failureClass],
            values: AGES.map((age) => count(failureClass, age)),
          }))}
        />
        <table className="tnum mt-3 w-full text-xs">
          <caption className="sr-only">{t("compliance.findingsTitle")}</caption>
          <thead>
            <tr className="text-right text-ink3">
              <th scope="col" className="py-1.5 text-left font-medium">
                {t("compliance.class")}
              </th>
              {AGES.map((age) => (
                <th key={age} scope="col" className="py-1.5 pl-2 font-medium">
                  {t(`compliance.ages.${age}`)}
                </th>
              ))}
              <th scope="col" className="py-1.5 pl-2 font-medium">
                {t("compliance.sum")}
              </th>
            </tr>
          </thead>
          <tbody>
            {CLASSES.map((failureClass) => (
              <tr key={failureClass} className="border-t border-line2 text-right">
                <th scope="row" className="py-1.5 text-left font-normal">
                  <span className={`inline-flex items-center gap-1.5 ${TEXT_OF[CLASS_TONE[failureClass]]}`}>
                    <ToneIcon tone={CLASS_TONE[failureClass]} className="size-3.5" />
                    {t(`failureClasses.${failureClass}`)}
                  </span>
                </th>
                {AGES.map((age) => (
                  <td
                    key={age}
                    className={`py-1.5 pl-2 ${count(failureClass, age) === 0 ? "text-ink3" : ""}`}
                  >
                    {count(failureClass, age)}
                  </td>
                ))}
                <td className="py-1.5 pl-2 font-medium">{count(failureClass)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
