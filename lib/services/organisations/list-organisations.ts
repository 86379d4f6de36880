import "server-only";
import type { OrganisationView, Page } from "@/lib/cmk/views";
import * as organisations from "@/lib/db/list-organisations";
import { listOverview } from "@/lib/db/list-overview";
import { readWithScope } from "@/lib/db/transaction";
import { requirePermission } from "../context";
import type { WideContext } from "../wide-context";
import { toOrganisationView } from "./organisation-view";

/** The organisations that the person may see, by name, a page at a time. */
export async function listOrganisations(
  context: WideContext,
  query: organisations.OrganisationQuery,
): Promise<Page<OrganisationView>> {
  requirePermission(context, "organisation.read");
  return readWithScope(context.scope, async (tx) => {
    const { rows, next, total } = await organisations.listOrganisations(tx, query);
    const credentials = new Map(
      rows.length === 0
        ? []
        : (await listOverview(tx, { ids: rows.map((row) => row.id), limit: rows.length })).rows.map((row) => [
            row.organisation.id,
            row.adobeCredential,
          ]),
    );
    return {
      rows: rows.map((row) =>
        toOrganisationView(row, credentials.get(row.id) ?? null, context.rolesIn(row.id)),
      ),
      next,
      total,
    };
  });
}
