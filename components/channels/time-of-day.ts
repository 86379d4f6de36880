/** What a time field holds, "22:30", as minutes after midnight; null when it is empty. */
export function minutesOf(text: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(text) ?? [];
  return hours && minutes ? Number(hours) * 60 + Number(minutes) : null;
}

/** Minutes after midnight as a time field takes them; empty for null. */
export function timeOf(minutes: number | null): string {
  if (minutes === null) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
