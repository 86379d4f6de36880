import { TableHead } from "@/components/ui/table-head";
import { exactTime, Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { CompareRow } from "@/lib/cmk/compare/compare-views";
import { causeWord, fieldWord, sideWord } from "./compare-words";

type Props = { rows: CompareRow[]; heads: [before: string, after: string]; words: Words; now: string };

/** What differs, field by field: the old value struck out, the new one marked, and who it was. */
export function CompareTable({ rows, heads, words, now }: Props) {
  const { t } = words;
  return (
    <table className="w-full table-fixed text-[13px]">
      <TableHead
        hiddenBelow="md"
        columns={[
          { name: t("support.compare.fact"), look: "w-[26%]" },
          heads[0],
          heads[1],
          { name: t("support.compare.changed"), look: "w-[26%] text-right" },
        ]}
      />
      <tbody>
        {rows.map((row) => {
          const [before, after] = [sideWord(row.before, words), sideWord(row.after, words)];
          return (
            <tr
              key={`${row.part}/${row.subject}/${row.name}`}
              className="border-t border-line2 align-top max-md:flex max-md:flex-col max-md:gap-1.5 max-md:px-5 max-md:py-3 md:*:py-2.5 md:*:pr-4"
            >
              <th scope="row" className="text-left font-normal [overflow-wrap:anywhere] md:pl-5">
                {fieldWord(row.subject, row.name, words)}
              </th>
              <td className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">
                {before.quiet ? (
                  <span className="text-ink3">{before.text}</span>
                ) : (
                  <del className="text-ink3">{before.text}</del>
                )}
              </td>
              <td className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">
                {after.quiet ? (
                  <span className="text-ink3">{after.text}</span>
                ) : (
                  <ins className="rounded bg-waitsoft box-decoration-clone px-1.5 py-0.5 text-wait no-underline">
                    {after.text}
                  </ins>
                )}
              </td>
              <td className="text-xs text-ink3 md:pr-5! md:text-right">
                <ChangedBy row={row} words={words} now={now} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Who and why; else between which looks it must have been. */
function ChangedBy({ row: { by, seen }, words, now }: { row: CompareRow; words: Words; now: string }) {
  const { t } = words;
  if (by.length > 0) {
    return by.map((one) => (
      <span key={`${one.source}${one.at}`} className="block [overflow-wrap:anywhere]">
        <span className="text-ink2">{one.name || t("support.compare.nobody")}</span>,{" "}
        <Time at={one.at} now={now} words={words} />
        <span className="block">
          {causeWord(one, words)} {t(`support.compare.via.${one.source}`)}
          {one.why ? `: ${one.why}` : ""}
        </span>
      </span>
    ));
  }
  if (!seen) return t("support.compare.nobody");
  return (
    <>
      {seen.from
        ? t("support.compare.between", { from: exactTime(words, seen.from), to: exactTime(words, seen.to) })
        : t("support.compare.seenFirst", { to: exactTime(words, seen.to) })}
      <span className="block">{t("support.compare.nobody")}</span>
    </>
  );
}
