import "server-only";
import { listOverview } from "@/lib/db/list-overview";
import { readWithScope } from "@/lib/db/transaction";
import { type Context, requirePermission } from "../context";

/** The ids of all organisations in scope, a page at a time. Throws FORBIDDEN. */
export async function* findOrganisations(context: Context): AsyncGenerator<string> {
  requirePermission(context, "setup.check");
  let cursor: string | undefined;
  do {
    const page = await readWithScope(context.scope, (tx) => listOverview(tx, { cursor, limit: 500 }));
    for (const { organisation } of page.rows) yield organisation.id;
    cursor = page.next ?? undefined;
  } while (cursor);
}
