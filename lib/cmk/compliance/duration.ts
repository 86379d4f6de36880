import { kept } from "../kept";

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

const unitFormat = kept((key) => {
  const [locale, unit] = key.split(" ");
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" });
});

/** A length of time as people say it, in its two largest units: "2 days 4 hr", "41 min". Under a minute: one minute. */
export function durationWords(locale: string, seconds: number): string {
  let rest = Math.max(60, Math.round(seconds / 60) * 60);
  const told: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0 && told.length < 2) {
      told.push(unitFormat(`${locale} ${unit}`).format(count));
    }
    rest -= count * size;
    // "3 days 5 min" says more than anybody wants to know.
    if (told.length === 1 && rest < (unit === "day" ? 3600 : 60)) break;
  }
  return told.join(" ");
}
