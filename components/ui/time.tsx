/** A format is dear to make and cheap to use. */
function kept<T>(make: (locale: string) => T): (locale: string) => T {
  const formats = new Map<string, T>();
  return (locale) => {
    const format = formats.get(locale) ?? make(locale);
    formats.set(locale, format);
    return format;
  };
}

const relativeFormat = kept(
  (locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" }),
);
const exactFormat = kept(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" }),
);
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

/** The exact time, in UTC: the server cannot know the reader's zone, and auditors compare. */
export function exactTime(locale: string, at: string): string {
  return `${exactFormat(locale).format(new Date(at))} UTC`;
}

/** "2 min ago", with the exact time on hover. `now` comes from the server so that both sides agree. */
export function Time({
  at,
  now,
  locale,
  className,
}: {
  at: string;
  now: string;
  locale: string;
  className?: string;
}) {
  return (
    <time dateTime={at} title={exactTime(locale, at)} className={className} suppressHydrationWarning>
      {relative(locale, Date.parse(at), Date.parse(now))}
    </time>
  );
}

/** A day, written out. */
export function formatDay(locale: string, at: string): string {
  return dayFormat(locale).format(new Date(at));
}
