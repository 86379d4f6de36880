import { exactTime, timeTexts } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { CompareRow } from "@/lib/cmk/compare/compare-views";
import { causeWord, fieldWord, sideWord } from "./compare-words";
import { DifferenceRows } from "./difference-rows";

type Props = { rows: CompareRow[]; heads: [before: string, after: string]; words: Words; now: string };

/** What differs, field by field: the old value struck out, the new one marked, and who it was. */
export function CompareTable({ rows, heads, words, now }: Props) {
  const { t } = words;
  return (
    <DifferenceRows
      heads={[t("support.compare.fact"), ...heads, t("support.compare.changed")]}
      rows={rows.map((row) => ({
        key: `${row.part}/${row.subject}/${row.name}`,
        name: fieldWord(row.subject, row.name, words),
        before: sideWord(row.before, words),
        after: sideWord(row.after, words),
        by: row.by.map((one) => ({
          name: one.name || t("support.compare.nobody"),
          time: timeTexts(one.at, now, words),
          what: `${causeWord(one, words)} ${t(`support.compare.via.${one.source}`)}${one.why ? `: ${one.why}` : ""}`,
        })),
        unknown: row.by.length > 0 ? [] : unknown(row, words),
      }))}
    />
  );
}

/** Where nobody is known: between which looks it must have been. */
function unknown({ seen }: CompareRow, words: Words): string[] {
  const nobody = words.t("support.compare.nobody");
  if (!seen) return [nobody];
  const to = exactTime(words, seen.to);
  const when = seen.from
    ? words.t("support.compare.between", { from: exactTime(words, seen.from), to })
    : words.t("support.compare.seenFirst", { to });
  return [when, nobody];
}
