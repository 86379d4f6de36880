import { formatDay, formatDays } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { KeyLifeClock } from "@/lib/cmk/key-life/clock";

const DAY_MS = 86_400_000;

/** "in 23 days", "tomorrow", "2 days ago". */
function whenOf(locale: string, at: string, now: string): string {
  const days = Math.trunc((Date.parse(at) - Date.parse(now)) / DAY_MS);
  return formatDays(locale, days);
}

/** What ends first, in a sentence. Only what lies within 60 days, or has ended, raises its voice. */
export function clockWords(
  clock: KeyLifeClock,
  { t, locale }: Words,
  now: string,
): { tone: Tone; text: string } {
  const { first, level, unseen } = clock;
  if (first) {
    const { at, end } = first;
    const dated = at ? { when: whenOf(locale, at, now), date: formatDay(locale, at) } : {};
    const far = level === null && at !== null;
    const text = far
      ? t("keyLife.clock.far", { date: formatDay(locale, at) })
      : t(`keyLife.ends.${end}`, { when: "", date: t("keyLife.clock.noDate"), ...dated });
    return { text, tone: far ? "ok" : level === 60 || level === null ? "wait" : "bad" };
  }
  if (unseen.includes("key")) return { tone: "quiet", text: t("keyLife.clock.unknown") };
  return { tone: "ok", text: t("keyLife.clock.nothing") };
}

/** Parameters of a finding for its sentence: dates as days, versions short. */
export function shownParams(params: Record<string, string | number>, locale: string) {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value !== "string"
        ? value
        : /^\d{4}-\d\d-\d\dT/.test(value)
          ? formatDay(locale, value)
          : value.slice(0, 8),
    ]),
  );
}
