import "server-only";
import { grantScope } from "@/lib/db/scope";
import { type ExportFormat, type ExportQuery } from "@/lib/services/exports/export-rows";
import { exportWideTable } from "@/lib/services/exports/export-wide-table";
import type { WideContext } from "@/lib/services/wide-context";
import { fileResponse } from "../route/file-response";

const TYPES: Record<ExportFormat, string> = { csv: "text/csv; charset=utf-8", json: "application/json" };

/** A table's text as a file to save. */
export function tableFile(
  text: AsyncIterable<string>,
  table: string,
  format: ExportFormat,
  at: Date,
): Response {
  const name = `clavis-${table}-${at.toISOString().slice(0, 10)}.${format}`;
  return fileResponse(text, { name, mediaType: TYPES[format] });
}

/** An export over all organisations, which the system's own trail keeps. */
export function exportEverywhere(context: WideContext, table: string, query: ExportQuery) {
  return exportWideTable(context, grantScope({ organisations: "*", userId: null }), table, query);
}
