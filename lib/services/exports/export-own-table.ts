import "server-only";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { appendAccountAudit } from "../account/account-context";
import { type ExportQuery, exportRows, filterOf } from "./export-rows";
import { OWN_TABLES, type OwnContext } from "./own-tables";

/** A table of the person's own as text; the system's trail has the entry. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT. */
export async function exportOwnTable(context: OwnContext, name: string, query: ExportQuery) {
  const table = Object.entries(OWN_TABLES).find(([key]) => key === name)?.[1];
  if (!table) throw new AppError("NOT_FOUND", "There is no such table.");
  const text = await exportRows(context, table, query);
  const after = { table: name, format: query.format, filter: filterOf(table, query) };
  await withScope(context.account.systemScope, (tx) =>
    appendAccountAudit(tx, context.account, { action: "table.exported", after }),
  );
  return text;
}
