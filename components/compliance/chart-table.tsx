"use client";

type Props = { summary: string; head: string[]; rows: string[][] };

/** The numbers behind a chart, on demand. One piece, so that the page carries little more than the numbers. */
export function ChartTable({ summary, head, rows }: Props) {
  return (
    <details className="mt-3 text-xs print:hidden">
      <summary className="w-fit text-ink2 underline underline-offset-2">{summary}</summary>
      <div className="mt-2 max-h-72 overflow-auto" tabIndex={0} role="region" aria-label={summary}>
        <table className="tnum w-full">
          <thead>
            <tr className="text-left text-ink3">
              {head.map((cell) => (
                <th key={cell} scope="col" className="py-1 pr-3 font-medium">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join(" ")} className="border-t border-line2">
                {row.map((cell, index) => (
                  <td key={head[index]} className="py-1 pr-3 align-top">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
