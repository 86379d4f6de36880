const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const numeric = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric" } as const;
  const options = { ...numeric, minute: "numeric", second: "numeric", hourCycle: "h23", timeZone } as const;
  const made = new Intl.DateTimeFormat("en-GB", options);
  formats.set(timeZone, made);
  return made;
}

/** What clocks of a zone show at a moment, as if it were UTC; in milliseconds. */
function shownAt(timeZone: string, at: number): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The moment at which a day (YYYY-MM-DD) begins in a zone, `later` days on. Where clocks are changed at midnight, that is
 * the first moment of the day that there is: 01:00 where midnight is left out, the first midnight of two.
 */
export function startOfDay(day: string, timeZone: string, later = 0): Date {
  const midnight = Date.parse(day) + later * DAY_MS;
  // The zone's offset of a day before and of a day after: a change of the clocks lies between them or nowhere.
  const moments = [-DAY_MS, DAY_MS].map((way) => {
    const near = midnight + way;
    return midnight - (shownAt(timeZone, near) - near);
  });
  const inDay = moments.filter((at) => Math.floor(shownAt(timeZone, at) / DAY_MS) * DAY_MS === midnight);
  return new Date(Math.min(...(inDay.length > 0 ? inDay : moments)));
}
