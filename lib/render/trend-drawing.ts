import type { PosturePoint, Trend } from "../cmk/compliance/compliance-views";
import type { Drawing } from "./pdf/content";

const WIDTH = 499;
const HEIGHT = 120;
const TOP = 10;
const COLORS = {
  known: "#fcf2dc",
  covered: "#e7f6ec",
  line: "#0f6b3c",
  unknown: "#f0f1f4",
  dip: "#a8231c",
  rule: "#dfe2e8",
};

/** The posture over time as paths, in points: what the page draws as SVG, on paper. */
export function trendDrawing({ from, to, began, points, dips }: Trend, day: (at: string) => string): Drawing {
  const start = Date.parse(from);
  const span = Math.max(1, Date.parse(to) - start);
  const most = Math.max(1, ...points.map(({ known }) => known));
  const x = (at: string) => round(((Date.parse(at) - start) / span) * WIDTH);
  const y = (count: number) => round(HEIGHT - (count / most) * (HEIGHT - TOP));
  const left = began === null ? WIDTH : Math.max(0, x(began));
  const known = points.filter(({ at, known: count }) => count > 0 && x(at) >= left);
  const steps = (of: (point: PosturePoint) => number) =>
    known
      .map(
        (point, index) => `${index === 0 ? `M${left} ${y(of(point))}` : `V${y(of(point))}`}H${x(point.at)}`,
      )
      .join("");
  const area = (line: string) => (line === "" ? "M0 0" : `${line}V${HEIGHT}H${left}Z`);
  const covered = steps((point) => point.protected);
  const level = (at: string) => {
    const point = points.find((candidate) => candidate.at >= at) ?? points.at(-1);
    return point ? Math.min(point.least, point.protected) : 0;
  };
  return {
    width: WIDTH,
    height: HEIGHT + 16,
    paths: [
      ...(left > 0 ? [{ d: `M0 ${TOP}H${left}V${HEIGHT}H0Z`, fill: COLORS.unknown }] : []),
      { d: area(steps((point) => point.known)), fill: COLORS.known },
      { d: area(covered), fill: COLORS.covered },
      { d: `M0 ${HEIGHT}H${WIDTH}`, stroke: COLORS.rule, strokeWidth: 0.5 },
      ...(covered === "" ? [] : [{ d: covered, stroke: COLORS.line, strokeWidth: 1.5 }]),
      ...dips.map((dip) => {
        const [at, on] = [x(dip.at), y(level(dip.at))];
        return { d: `M${at - 3} ${on}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z`, fill: COLORS.dip };
      }),
    ],
    texts: [
      { x: 0, y: HEIGHT + 12, text: day(from) },
      { x: WIDTH, y: HEIGHT + 12, text: day(to), align: "right" },
      { x: 0, y: TOP - 2, text: String(most) },
    ],
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
