import type { FailureClass, Severity } from "../checks/check";

/** When a channel wants to be told. Minutes are those after midnight in its time zone. */
export type Rhythm = {
  timeZone: string;
  quietFrom: number | null;
  quietTo: number | null;
  digestAt: number | null;
};

const DAY = 1440;
const MINUTE_MS = 60_000;

function minuteOfDay(timeZone: string, at: Date): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const [hour = 0, minute = 0] = format.format(at).split(":").map(Number);
  return hour * 60 + minute;
}

/** The next time that a clock of the zone shows this minute: `from` itself when it does now. */
function next(timeZone: string, minute: number, from: Date): Date {
  const wait = (minute - minuteOfDay(timeZone, from) + DAY) % DAY;
  if (wait === 0) return from;
  const whole = Math.floor(from.getTime() / MINUTE_MS) * MINUTE_MS;
  const guess = new Date(whole + wait * MINUTE_MS);
  // A change of the clocks in between has moved it: by an hour, or in a few places by half of one.
  const off = ((minute - minuteOfDay(timeZone, guess) + DAY * 1.5) % DAY) - DAY / 2;
  return new Date(guess.getTime() + off * MINUTE_MS);
}

function isQuiet({ timeZone, quietFrom: from, quietTo: to }: Rhythm, at: Date): boolean {
  if (from === null || to === null) return false;
  const minute = minuteOfDay(timeZone, at);
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/**
 * When a channel is told of an alert. What Adobe may purge for is told at once, whatever the hour; what is critical
 * waits for the end of quiet hours alone; the rest for the digest as well.
 */
export function dueTime(
  rhythm: Rhythm,
  alert: { severity: Severity; failureClass: FailureClass },
  now: Date,
): Date {
  if (alert.failureClass === "purge") return now;
  const { timeZone, digestAt, quietTo } = rhythm;
  const at = digestAt === null || alert.severity === "critical" ? now : next(timeZone, digestAt, now);
  return isQuiet(rhythm, at) ? next(timeZone, quietTo ?? 0, at) : at;
}
