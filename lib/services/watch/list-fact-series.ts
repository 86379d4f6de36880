import "server-only";
import type { FactSubject } from "@/lib/cmk/facts";
import type { PartId } from "@/lib/cmk/parts";
import { type FactPage, pageFacts } from "@/lib/db/list-facts";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";

/** One fact over time, newest first, a page at a time; no vendor is asked. Throws FORBIDDEN, INVALID_INPUT (cursor). */
export async function listFactSeries(
  context: OrganisationContext,
  query: { part: PartId; subject: FactSubject; cursor?: string | undefined },
): Promise<FactPage> {
  requirePermission(context, "configuration.read");
  return readWithScope(context.scope, (tx) => pageFacts(tx, context.organisationId, query));
}
