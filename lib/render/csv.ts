import type { Options } from "csv-stringify";
import { stringify } from "csv-stringify/sync";

/**
 * Cells that a spreadsheet would take for a formula begin with an apostrophe; lines end as RFC 4180 has it. What some
 * spreadsheet takes for the end of a cell or line is quoted, also where it ends none in this file.
 */
const SAFE: Options = { escape_formulas: true, record_delimiter: "windows", quoted_match: /[;|\t\r\n]/ };

/**
 * What the library leaves: a formula after a line's end, and one after a semicolon, which ends a cell wherever the
 * comma is the decimal sign (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const HIDDEN_FORMULA = /(^\n\s*|;\s*)([=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** A value as one cell: objects as JSON, nothing as an empty cell, times as they are. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") return JSON.stringify(value).replace(HIDDEN_FORMULA, "$1'$2");
  return String(value as string | number | boolean | bigint).replace(HIDDEN_FORMULA, "$1'$2");
}

/** Rows as lines of CSV, without a head. Safe to open in a spreadsheet. */
export function renderCsvRows(columns: readonly string[], rows: Record<string, unknown>[]): string {
  const cells = rows.map((row) => columns.map((column) => cellOf(row[column])));
  return stringify(cells, SAFE);
}

/** The same with a head line. */
export function renderCsv(columns: readonly string[], rows: Record<string, unknown>[]): string {
  return stringify([[...columns]], SAFE) + renderCsvRows(columns, rows);
}

/** A mark without which spreadsheets take UTF-8 for something older. */
export const withBom = (text: string) => `\uFEFF${text}`;
