import "server-only";
import { appendAudit } from "@/lib/db/audit";
import type { Scope } from "@/lib/db/scope";
import { withScope } from "@/lib/db/transaction";
import { auditActor } from "../audit/audit-actor";
import type { WideContext } from "../wide-context";
import { type ExportQuery, exportRows, filterOf } from "./export-rows";
import { getWideTable } from "./wide-tables";

/**
 * A table over all organisations of the person as text. It is no single organisation's, so the system's own trail has
 * the entry: `systemScope` writes there. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT.
 */
export async function exportWideTable(
  context: WideContext,
  systemScope: Scope,
  name: string,
  query: ExportQuery,
) {
  const table = getWideTable(name);
  const text = await exportRows(context, table, query);
  await withScope(systemScope, (tx) =>
    appendAudit(tx, {
      organisationId: null,
      at: context.now(),
      actor: auditActor(context.actor),
      action: "table.exported",
      subject: name,
      after: { format: query.format, filter: filterOf(table, query) },
      correlationId: context.correlationId,
    }),
  );
  return text;
}
