import type { Tone } from "@/components/ui/tone";
import { FILL } from "./fill";

const WIDTH = 480;
const ROW = 14;
const GAP = 8;

// The older, the stronger.
const SHADE = ["opacity-35", "opacity-50", "opacity-70", "opacity-85", ""];

type Props = { label: string; rows: { id: string; tone: Tone; values: number[] }[] };

/** Stacked bars, one for each row, drawn to the same scale. The numbers are in a table beside them. */
export function Bars({ label, rows }: Props) {
  const most = Math.max(1, ...rows.map(({ values }) => values.reduce((sum, value) => sum + value, 0)));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${rows.length * (ROW + GAP) - GAP}`}
      preserveAspectRatio="none"
      className={`mt-4 w-full ${rows.length > 3 ? "h-24" : "h-15"}`}
    >
      {rows.map(({ id, tone, values }, row) => {
        const y = row * (ROW + GAP);
        let x = 0;
        return (
          <g key={id}>
            <rect x="0" y={y} width={WIDTH} height={ROW} className="fill-line2" />
            {values.map((value, index) => {
              const width = (value / most) * WIDTH;
              const left = x;
              x += width;
              return value > 0 ? (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: the place is what the bar is about
                  key={index}
                  x={left}
                  y={y}
                  width={Math.max(1, width - 1)}
                  height={ROW}
                  className={`${FILL[tone]} ${SHADE[index] ?? ""}`}
                />
              ) : null;
            })}
          </g>
        );
      })}
    </svg>
  );
}
