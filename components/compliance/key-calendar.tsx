import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { ComingKind, MonthCount } from "@/lib/cmk/compliance/compliance-views";
import { kept } from "@/lib/cmk/kept";
import { ChartTable } from "./chart-table";
import { FILL } from "./fill";

const WIDTH = 360;
const HEIGHT = 64;
const MONTHS = 12;

// From the bottom up: what must not happen unseen stands on the axis.
const STACK: { tone: Tone; kinds: ComingKind[] }[] = [
  { tone: "bad", kinds: ["key-expires", "old-version-expires", "key-purged", "vault-purged", "secret-ends"] },
  { tone: "wait", kinds: ["exception-ends"] },
  { tone: "accent", kinds: ["key-rotates"] },
];

const monthFormat = kept((key) => {
  const [locale, style] = key.split(" ");
  const shown =
    style === "long" ? ({ month: "long", year: "numeric" } as const) : ({ month: "narrow" } as const);
  return new Intl.DateTimeFormat(locale, { ...shown, timeZone: "UTC" });
});

function monthsFrom(now: string): string[] {
  const first = new Date(now);
  return Array.from({ length: MONTHS }, (_, index) =>
    new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + index, 1)).toISOString().slice(0, 7),
  );
}

/** The lives of keys over a year, by month: a bar for what ends and what turns, and the same as a table. */
export function KeyCalendar({ counts, words, now }: { counts: MonthCount[]; words: Words; now: string }) {
  const { t, locale } = words;
  const months = monthsFrom(now);
  const of = (month: string, kinds: readonly ComingKind[]) =>
    counts
      .filter((row) => row.month === month && kinds.includes(row.kind))
      .reduce((sum, { count }) => sum + count, 0);
  const kinds = [...new Set(counts.map(({ kind }) => kind))];
  const total = (month: string) => of(month, kinds);
  const most = Math.max(1, ...months.map(total));
  const busiest = months.toSorted((a, b) => total(b) - total(a))[0] ?? "";
  const name = (month: string, style: "narrow" | "long") =>
    monthFormat(`${locale} ${style}`).format(new Date(`${month}-01T00:00:00Z`));
  const slot = WIDTH / MONTHS;
  return (
    <>
      <svg
        role="img"
        aria-label={t("compliance.calendarWords", {
          count: months.reduce((sum, month) => sum + total(month), 0),
          most: total(busiest),
          month: name(busiest, "long"),
        })}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="mt-4 h-16 w-full"
      >
        {months.map((month, index) => {
          let y = HEIGHT;
          return STACK.map(({ tone, kinds: own }) => {
            const height = (of(month, own) / most) * HEIGHT;
            y -= height;
            return height > 0 ? (
              <rect
                key={`${month} ${tone}`}
                x={index * slot + 2}
                y={y}
                width={slot - 4}
                height={height}
                className={FILL[tone]}
              />
            ) : null;
          });
        })}
        <line
          x1="0"
          x2={WIDTH}
          y1={HEIGHT}
          y2={HEIGHT}
          className="stroke-line"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div aria-hidden className="mt-1 grid grid-cols-12 text-center text-[11px] text-ink3">
        {months.map((month) => (
          <span key={month}>{name(month, "narrow")}</span>
        ))}
      </div>
      <ChartTable
        summary={t("compliance.calendarTable")}
        head={[t("compliance.month"), ...kinds.map((kind) => t(`compliance.coming.${kind}`))]}
        rows={months.map((month) => [name(month, "long"), ...kinds.map((kind) => String(of(month, [kind])))])}
      />
    </>
  );
}
