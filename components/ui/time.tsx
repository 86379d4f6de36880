import { kept } from "@/lib/cmk/kept";
import type { TimeTexts } from "./time-text";
import type { Words } from "./words";

type Language = Pick<Words, "locale" | "timeZone">;

const relativeFormat = kept(
  (locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" }),
);
// "long" names the zone; UTC is named by ourselves, alike in all languages.
const exactFormat = kept((key) => {
  const [locale, timeZone] = key.split(" ");
  const timeStyle = timeZone === "UTC" ? "medium" : "long";
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle, timeZone });
});
const dayFormat = kept((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }));

const STEPS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

function relative(locale: string, at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const format = relativeFormat(locale);
  const [unit, size] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 60];
  return unit === "second" ? format.format(0, "second") : format.format(Math.trunc(seconds / size), unit);
}

/** The exact time in the reader's zone, which is named; UTC until they choose one. */
export function exactTime({ locale, timeZone }: Language, at: string): string {
  const text = exactFormat(`${locale} ${timeZone}`).format(new Date(at));
  return timeZone === "UTC" ? `${text} UTC` : text;
}

/** A time's words: "2 min ago", and the exact time. */
export function timeTexts(at: string, now: string, words: Language): TimeTexts {
  return { at, exact: exactTime(words, at), ago: relative(words.locale, Date.parse(at), Date.parse(now)) };
}

/** "2 min ago", with the exact time on hover. `now` comes from the server so that both sides agree. */
export function Time({
  at,
  now,
  words,
  className,
}: {
  at: string;
  now: string;
  words: Language;
  className?: string;
}) {
  return (
    <time dateTime={at} title={exactTime(words, at)} className={className} suppressHydrationWarning>
      {relative(words.locale, Date.parse(at), Date.parse(now))}
    </time>
  );
}

const countedDays = kept((locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));

/** "in 44 days", "tomorrow", "2 days ago". */
export function formatDays(locale: string, days: number): string {
  return countedDays(locale).format(days, "day");
}

/** A message's parameters with their days (2027-02-26) written out as the reader's language does. */
export function withDays(locale: string, params: Record<string, string | number>) {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(locale, value) : value,
    ]),
  );
}

/** A day, written out. */
export function formatDay(locale: string, at: string): string {
  return dayFormat(locale).format(new Date(at));
}
