import type { StatementFacts } from "./input";

export const DAY_MS = 86_400_000;

/** The day that something stated happened on, YYYY-MM-DD: the one that the person gave, else that of the statement. */
export function statedDay(statement: StatementFacts): string {
  return (statement.statedOn ?? statement.statedAt).slice(0, 10);
}

/** Whole days from the stated day (UTC) to `now` (ISO 8601); never negative, whatever date was typed. */
export function daysOpen(statement: StatementFacts, now: string): number {
  const filed = Date.parse(`${statedDay(statement)}T00:00:00Z`);
  return Math.max(0, Math.floor((Date.parse(now) - filed) / DAY_MS));
}
