import "server-only";
import { listAuditActors } from "@/lib/db/list-audit";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";

/** The people who have written into the organisation's audit log, by name. Throws FORBIDDEN. */
export async function listActors(context: OrganisationContext): Promise<{ id: string; name: string }[]> {
  requirePermission(context, "audit.read");
  return readWithScope(context.scope, (tx) => listAuditActors(tx, context.organisationId));
}
