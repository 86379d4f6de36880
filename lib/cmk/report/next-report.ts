type Rhythm = { cadence: "weekly" | "monthly"; weekday: number; hour: number; timeZone: string };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

type Local = { year: number; month: number; day: number; hour: number; minute: number };

function localOf(timeZone: string, at: number): Local {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
}

const asUtc = ({ year, month, day, hour, minute }: Local) => Date.UTC(year, month - 1, day, hour, minute);

/** The moment at which clocks of a zone show an hour of a day; where that hour is left out, an hour later. */
function momentOf(timeZone: string, local: Local): number {
  const wanted = asUtc(local);
  let moment = wanted;
  for (let round = 0; round < 2; round += 1) moment += wanted - asUtc(localOf(timeZone, moment));
  return asUtc(localOf(timeZone, moment)) < wanted ? moment + HOUR_MS : moment;
}

/**
 * When the next report is due after a moment: on its weekday, or on the first of a month, when clocks of its zone show
 * its hour. Changes of the clocks move it in UTC, never on the clock.
 */
export function nextReport({ cadence, weekday, hour, timeZone }: Rhythm, after: Date): Date {
  const today = localOf(timeZone, after.getTime());
  for (let ahead = 0; ahead <= 32; ahead += 1) {
    const day = new Date(Date.UTC(today.year, today.month - 1, today.day) + ahead * DAY_MS);
    const isDue = cadence === "weekly" ? ((day.getUTCDay() + 6) % 7) + 1 === weekday : day.getUTCDate() === 1;
    if (!isDue) continue;
    const local = {
      year: day.getUTCFullYear(),
      month: day.getUTCMonth() + 1,
      day: day.getUTCDate(),
      hour,
      minute: 0,
    };
    const moment = momentOf(timeZone, local);
    if (moment > after.getTime()) return new Date(moment);
  }
  throw new RangeError("No report falls into the next month.");
}
