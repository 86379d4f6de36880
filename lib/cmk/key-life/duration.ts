const SHAPE =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const DAY_MS = 86_400_000;
const DAYS_A_MONTH = 365 / 12;

/** Months are counted by the calendar, days and the clock by their length. */
export type Duration = { months: number; milliseconds: number };

/** An ISO 8601 duration such as P18M or P30D; null when it is none, or has fractions. */
export function parseDuration(text: string): Duration | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const clock = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return { months: years * 12 + months, milliseconds: (weeks * 7 + days) * DAY_MS + clock };
}

function addMonths(at: Date, months: number): Date {
  const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1);
  const length = new Date(first);
  length.setUTCMonth(length.getUTCMonth() + 1, 0);
  const day = Math.min(at.getUTCDate(), length.getUTCDate());
  return new Date(first + (day - 1) * DAY_MS + (at.getTime() - Math.floor(at.getTime() / DAY_MS) * DAY_MS));
}

/**
 * The moment (ISO 8601) a duration after another, or before it with -1; null when the text is no duration. A month
 * after the 31st is the last day of a shorter month. Source: ISO 8601, RFC 3339 appendix A; calendar of UTC.
 */
export function shift(at: string, text: string, sign: 1 | -1 = 1): string | null {
  const duration = parseDuration(text);
  if (!duration) return null;
  const moved = addMonths(new Date(at), sign * duration.months);
  return new Date(moved.getTime() + sign * duration.milliseconds).toISOString();
}

/** About how many days a duration lasts, a month being a twelfth of 365; null when the text is no duration. */
export function inDays(text: string): number | null {
  const duration = parseDuration(text);
  return duration && duration.months * DAYS_A_MONTH + duration.milliseconds / DAY_MS;
}

/** Whole days from one moment to a later one, begun days not counted; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The moment (ISO 8601) so many days later. */
export function plusDays(at: string, days: number): string {
  return new Date(Date.parse(at) + days * DAY_MS).toISOString();
}
