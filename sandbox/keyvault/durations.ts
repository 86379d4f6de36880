const SHAPE = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

export type Duration = { months: number; milliseconds: number };

/** An ISO 8601 duration such as P18M or P30D; null when it is none. */
export function parseDuration(text: string): Duration | null {
  const match = SHAPE.exec(text);
  if (!match || text === "P" || text.endsWith("T")) return null;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const wholeDays = (weeks ?? 0) * 7 + (days ?? 0);
  const clock = ((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  return { months: (years ?? 0) * 12 + (months ?? 0), milliseconds: (wholeDays * 86_400 + clock) * 1000 };
}

/** The moment a duration after (or, with -1, before) another. */
export function shift(from: Date, duration: Duration, sign: 1 | -1 = 1): Date {
  const moved = new Date(from);
  moved.setUTCMonth(moved.getUTCMonth() + sign * duration.months);
  return new Date(moved.getTime() + sign * duration.milliseconds);
}

/** About how many days a duration lasts, for comparing with minimum lengths. */
export function inDays(duration: Duration): number {
  return duration.months * 30 + duration.milliseconds / 86_400_000;
}
