import "server-only";
import { grantScope } from "@/lib/db/scope";
import { type ExportFormat, type ExportQuery } from "@/lib/services/exports/export-rows";
import { exportWideTable } from "@/lib/services/exports/export-wide-table";
import { permissionOfTable } from "@/lib/services/exports/wide-tables";
import type { WideContext } from "@/lib/services/wide-context";
import { wideContext } from "../gates/contexts";
import { fileResponse } from "../route/file-response";
import type { Session } from "../session/session";

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

/**
 * An export over all organisations in which the person has the permission of this table, which may be fewer than those
 * of the route. The system's own trail keeps it.
 */
export function exportEverywhere(
  { session, correlationId, words }: WideContext & { session: Session },
  table: string,
  query: ExportQuery,
) {
  const permission = permissionOfTable(table);
  const everywhere = grantScope({ organisations: "*", userId: null });
  const context = wideContext(session, permission, correlationId, words);
  return exportWideTable(context, everywhere, table, query);
}
