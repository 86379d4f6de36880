import { Card, CardHead } from "@/components/ui/card";

type Props = { title: string; heads: string[]; rows: { id: string; cells: string[] }[]; note?: string };

/** A small table of sentences; on a narrow screen each row becomes a block whose cells name their column. */
export function ExplainedTable({ title, heads, rows, note }: Props) {
  return (
    <Card>
      <CardHead title={title} />
      <table className="w-full text-[13px]">
        <thead>
          <tr className="text-left text-xs text-ink3 max-md:sr-only">
            {heads.map((head) => (
              <th key={head} scope="col" className="px-5 py-2 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells: [first, ...rest] }) => (
            <tr key={id} className="border-t border-line2 max-md:block max-md:px-5 max-md:py-3">
              <th
                scope="row"
                className="text-left align-top font-medium max-md:block md:w-1/4 md:px-5 md:py-2.5"
              >
                {first}
              </th>
              {rest.map((cell, index) => (
                <td
                  key={heads[index + 1]}
                  className="align-top text-ink2 max-md:mt-1.5 max-md:block md:px-5 md:py-2.5"
                >
                  <span className="block text-xs text-ink3 md:hidden">{heads[index + 1]}</span>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {note ? <p className="border-t border-line2 px-5 py-3 text-[13px] text-ink2">{note}</p> : null}
    </Card>
  );
}
