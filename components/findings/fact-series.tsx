import { TableHead } from "@/components/ui/table-head";
import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { FactChange } from "@/lib/cmk/findings/fact-changes";

type Props = { changes: FactChange[]; words: Words; now: string };

/** What of the facts behind a check changed, newest first: before and after. */
export function FactSeries({ changes, words, now }: Props) {
  const { t } = words;
  const none = t("common.none");
  return (
    <table className="w-full text-[13px]">
      <TableHead
        hiddenBelow="lg"
        columns={[
          { name: t("findings.firstSeen"), look: "w-32" },
          t("findings.property"),
          t("findings.before"),
          t("findings.after"),
        ]}
      />
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
