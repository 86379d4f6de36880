import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { FactChange } from "@/lib/cmk/findings/fact-changes";

type Props = { changes: FactChange[]; words: Words; now: string };

/** What of the facts behind a check changed, newest first: before and after. */
export function FactSeries({ changes, words, now }: Props) {
  const { t } = words;
  const head = "py-2 pr-4 font-medium";
  const none = t("common.none");
  return (
    <table className="w-full text-[13px]">
      <thead>
        <tr className="border-t border-line2 text-left text-xs text-ink3 max-lg:sr-only">
          <th scope="col" className={`${head} w-32 pl-5`}>
            {t("findings.firstSeen")}
          </th>
          <th scope="col" className={head}>
            {t("findings.property")}
          </th>
          <th scope="col" className={head}>
            {t("findings.before")}
          </th>
          <th scope="col" className={`${head} pr-5`}>
            {t("findings.after")}
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr
            key={`${change.subject} ${change.property} ${change.at}`}
            className="border-t border-line2 align-top [overflow-wrap:anywhere] max-lg:flex max-lg:flex-wrap max-lg:gap-x-3 max-lg:px-4 max-lg:py-2.5 lg:*:py-2"
          >
            <td className="text-xs text-ink3 lg:pl-5">
              <Time at={change.at} now={now} words={words} />
            </td>
            <th scope="row" className="text-left font-normal max-lg:basis-full lg:pr-4">
              <span className="font-mono text-xs">
                {change.subject}.{change.property}
              </span>
            </th>
            <td className="font-mono text-xs text-ink3 lg:pr-4">{change.before ?? none}</td>
            <td className="font-mono text-xs lg:pr-5">
              <span aria-hidden className="lg:hidden">
                →{" "}
              </span>
              {change.after ?? none}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
