import type { Options } from "csv-stringify";
import { stringify } from "csv-stringify/sync";

/** Cells that a spreadsheet would take for a formula begin with an apostrophe; lines end as RFC 4180 has it. */
const SAFE: Options = { escape_formulas: true, record_delimiter: "windows", bom: true };

/** A value as one cell: objects as JSON, nothing as an empty cell, times as they are. */
export function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") return JSON.stringify(value);
  return String(value as string | number | boolean | bigint);
}

const lineOf = (columns: readonly string[]) => (row: Record<string, unknown>) =>
  columns.map((column) => cellOf(row[column]));

/** Rows as CSV, with a head line. Safe to open in a spreadsheet. */
export function renderCsv(columns: readonly string[], rows: Record<string, unknown>[]): string {
  return stringify([[...columns], ...rows.map(lineOf(columns))], SAFE);
}
