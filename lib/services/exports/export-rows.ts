import "server-only";
import { z } from "zod";
import { redactSecrets } from "@/lib/cmk/decode/redact";
import { AppError } from "@/lib/errors";
import { renderCsv, renderCsvRows, withBom } from "@/lib/render/csv";
import { type Context, requirePermission } from "../context";
import { withoutSecrets } from "../evidence/masking";
import type { ExportPage, ExportRow, ExportTable } from "./export-table";

export const EXPORT_FORMATS = ["csv", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The query of an export: the format, and whatever the table's page is filtered by. */
export const exportQuerySchema = z.looseObject({ format: z.enum(EXPORT_FORMATS).default("csv") });
export type ExportQuery = z.output<typeof exportQuerySchema>;

/** Secrets are in no file; people's addresses are, as on the page that the table is taken from. */
const pick = (row: ExportRow, columns: readonly string[]): ExportRow => {
  const safe = withoutSecrets(row, redactSecrets) as ExportRow;
  return Object.fromEntries(columns.map((column) => [column, safe[column] ?? null]));
};

/** The filter that an address holds, as the table takes it. Throws INVALID_INPUT with the fields that do not fit. */
export function filterOf<C>(table: ExportTable<C>, query: ExportQuery): unknown {
  const { format: _format, ...given } = query;
  const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  const parsed = table.filter.safeParse(kept);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => ({ field: path.join("."), reason: "invalid" }));
  throw new AppError("INVALID_INPUT", "The table has no such filter.", { fields });
}

async function* textOf<C>(
  table: ExportTable<C>,
  format: ExportFormat,
  first: ExportPage,
  more: (cursor: string) => Promise<ExportPage>,
): AsyncGenerator<string> {
  const { columns } = table;
  yield format === "csv" ? withBom(renderCsv(columns, [])) : "[";
  let separator = "\n";
  for (let page: ExportPage | null = first; page; page = page.next ? await more(page.next) : null) {
    const rows = page.rows.map((row) => pick(row, columns));
    if (format === "csv") yield renderCsvRows(columns, rows);
    else if (rows.length > 0) {
      yield separator + rows.map((row) => JSON.stringify(row)).join(",\n");
      separator = ",\n";
    }
  }
  if (format === "json") yield "\n]\n";
}

/**
 * A table as text, page by page, each page read when the one before was taken. The first is read here, so that a
 * refusal or an error is an answer of its own and no broken file. Throws FORBIDDEN, INVALID_INPUT.
 */
export async function exportRows<C extends Context>(
  context: C,
  table: ExportTable<C>,
  query: ExportQuery,
): Promise<AsyncGenerator<string>> {
  if (table.permission) requirePermission(context, table.permission);
  const filter = filterOf(table, query);
  const first = await table.page(context, filter, null);
  return textOf(table, query.format, first, (cursor) => table.page(context, filter, cursor));
}
