import { z } from "zod";

/**
 * A moment in an address: ISO 8601 with an offset, or what a date field gives (2026-11-17T08:00), taken as UTC.
 * Seconds may be left out.
 */
export const momentSchema = z
  .string()
  .trim()
  .max(40)
  .transform((text, context) => {
    const parsed = parseMoment(text);
    if (parsed) return parsed;
    context.addIssue({ code: "custom", message: "date" });
    return z.NEVER;
  });

const FORM = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** The moment that a text names; null for what is none. */
export function parseMoment(text: string): Date | null {
  const wanted = text.trim().replace(" ", "+"); // an unescaped plus of an address
  if (!FORM.test(wanted)) return null;
  const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(wanted.slice(10))
    ? wanted
    : wanted.includes("T")
      ? `${wanted}Z`
      : wanted;
  const [year = 0, month = 0, day = 0] = wanted.slice(0, 10).split("-").map(Number);
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return null; // 30 February
  const at = new Date(zoned);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The same as a date field wants it, to the minute, in UTC. */
export function fieldTime(at: string): string {
  return new Date(at).toISOString().slice(0, 16);
}
