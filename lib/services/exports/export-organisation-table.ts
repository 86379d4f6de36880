import "server-only";
import { appendAudit } from "@/lib/db/audit";
import { getOrganisation } from "@/lib/db/organisations";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { OrganisationContext } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { type ExportQuery, exportRows, filterOf } from "./export-rows";
import { ORGANISATION_TABLES } from "./organisation-tables";

/** A table of the organisation as text; that it was taken is written first. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT. */
export async function exportOrganisationTable(
  context: OrganisationContext,
  name: string,
  query: ExportQuery,
) {
  const table = Object.entries(ORGANISATION_TABLES).find(([key]) => key === name)?.[1];
  if (!table) throw new AppError("NOT_FOUND", "There is no such table.");
  const text = await exportRows(context, table, query);
  await withScope(context.scope, async (tx) => {
    await getOrganisation(tx, context.organisationId);
    const after = { format: query.format, filter: filterOf(table, query) };
    await appendAudit(tx, auditEntry(context, { action: "table.exported", subject: name, after }));
  });
  return text;
}
