const DAY_MS = 86_400_000;

/** `days` before (or, negative, after) `now`, as ISO text. */
export function daysAgo(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString();
}
