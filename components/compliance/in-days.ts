import { formatDays } from "@/components/ui/time";

const DAY_MS = 86_400_000;

/** "in 44 days": what a plan is made by, where "next month" would say too little. */
export function inDays(locale: string, at: string, now: string): string {
  const days = Math.round((Date.parse(at) - Date.parse(now)) / DAY_MS);
  return formatDays(locale, days);
}
