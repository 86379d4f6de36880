import type { PosturePoint, Trend } from "@/lib/cmk/compliance/compliance-views";

const WIDTH = 720;
const HEIGHT = 150;
const TOP = 8;

/** Drawn on the server: attributes and classes alone, as the content security policy refuses styles. */
export function TrendChart({ trend, label }: { trend: Trend; label: string }) {
  const { points, dips } = trend;
  const from = Date.parse(trend.from);
  const span = Math.max(1, Date.parse(trend.to) - from);
  const most = Math.max(1, ...points.map(({ known }) => known));
  const x = (at: string) => round(((Date.parse(at) - from) / span) * WIDTH);
  const y = (count: number) => round(HEIGHT - (count / most) * (HEIGHT - TOP));
  const began = trend.began === null ? WIDTH : Math.max(0, x(trend.began));
  const line = (of: (point: PosturePoint) => number) => steps(points, began, x, y, of);
  const area = (path: string) => (path ? `${path}V${HEIGHT}H${began}Z` : "");
  const covered = line((point) => point.protected);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 6}`}
      preserveAspectRatio="none"
      className="mt-4 h-40 w-full overflow-visible md:h-44"
    >
      {[0, 0.5, 1].map((part) => (
        <line
          key={part}
          x1="0"
          x2={WIDTH}
          y1={y(part * most)}
          y2={y(part * most)}
          className="stroke-line2"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {began > 0 ? (
        <rect x="0" y={TOP} width={began} height={HEIGHT - TOP} className="fill-line2 opacity-60" />
      ) : null}
      <path d={area(line((point) => point.known))} className="fill-waitsoft" />
      <path d={area(covered)} className="fill-oksoft" />
      <path
        d={covered}
        fill="none"
        strokeWidth="2"
        strokeLinejoin="round"
        className="stroke-ok"
        vectorEffect="non-scaling-stroke"
      />
      {dips.map((dip) => (
        <path
          key={`${dip.organisation.id} ${dip.at}`}
          d={`M${x(dip.at)} ${y(levelAt(points, dip.at))}h0`}
          strokeWidth="9"
          strokeLinecap="round"
          className="stroke-bad"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

/** How many were protected at the least in the slice that holds a moment. */
function levelAt(points: PosturePoint[], at: string): number {
  const point = points.find((candidate) => candidate.at >= at) ?? points.at(-1);
  return point ? Math.min(point.least, point.protected) : 0;
}

/** A line in steps from where watching began; a loss within a slice is drawn as a notch. */
function steps(
  points: PosturePoint[],
  began: number,
  x: (at: string) => number,
  y: (count: number) => number,
  of: (point: PosturePoint) => number,
): string {
  const parts: string[] = [];
  let before: number | null = null;
  for (const point of points) {
    const right = x(point.at);
    if (right < began || point.known === 0) continue;
    const value = of(point);
    if (before === null) parts.push(`M${began} ${y(value)}`);
    else {
      const notch = of({ ...point, protected: point.least, known: point.known });
      if (notch < value && notch < before) parts.push(`V${y(notch)}`);
      if (value !== before) parts.push(`V${y(value)}`);
      else if (notch < value) parts.push(`V${y(value)}`);
    }
    parts.push(`H${right}`);
    before = value;
  }
  return parts.join("");
}
