"use client";
import { TableHead } from "@/components/ui/table-head";
import { TextTime, type TimeTexts } from "@/components/ui/time-text";

type Side = { text: string; quiet: boolean };

export type DifferenceRow = {
  key: string;
  name: string;
  before: Side;
  after: Side;
  /** Who it was, when and what they did. */
  by: { name: string; time: TimeTexts; what: string }[];
  /** Where nobody is known: between which looks it must have been, and that nobody is known. */
  unknown: string[];
};

type Props = { rows: DifferenceRow[]; heads: [fact: string, before: string, after: string, changed: string] };

/** What differs, field by field: one piece, so that the page carries little more than the words. */
export function DifferenceRows({ rows, heads: [fact, before, after, changed] }: Props) {
  return (
    <table className="w-full table-fixed text-[13px]">
      <TableHead
        hiddenBelow="md"
        columns={[
          { name: fact, look: "w-[26%]" },
          before,
          after,
          { name: changed, look: "w-[26%] text-right" },
        ]}
      />
      <tbody className="[&_td]:text-xs [&_td]:[overflow-wrap:anywhere]">
        {rows.map((row) => (
          <tr
            key={row.key}
            className="border-t border-line2 align-top max-md:flex max-md:flex-col max-md:gap-1.5 max-md:px-5 max-md:py-3 md:*:py-2.5 md:*:pr-4"
          >
            <th scope="row" className="text-left font-normal [overflow-wrap:anywhere] md:pl-5">
              {row.name}
            </th>
            <td className="font-mono leading-5">
              {row.before.quiet ? (
                <span className="text-ink3">{row.before.text}</span>
              ) : (
                <del className="text-ink3">{row.before.text}</del>
              )}
            </td>
            <td className="font-mono leading-5">
              {row.after.quiet ? (
                <span className="text-ink3">{row.after.text}</span>
              ) : (
                <ins className="rounded bg-waitsoft box-decoration-clone px-1.5 py-0.5 text-wait no-underline">
                  {row.after.text}
                </ins>
              )}
            </td>
            <td className="text-ink3 *:block md:pr-5! md:text-right">
              {row.by.map(({ name, time, what }) => (
                <span key={`${name}${time.at}${what}`}>
                  <span className="text-ink2">{name}</span>, <TextTime time={time} />
                  <span className="block">{what}</span>
                </span>
              ))}
              {row.unknown.map((text) => (
                <span key={text}>{text}</span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
