import "server-only";
import type { OrganisationView, Page } from "@/lib/cmk/views";
import * as organisations from "@/lib/db/list-organisations";
import { listAdobeCredentials } from "@/lib/db/secrets/secrets";
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
    const credentials = await listAdobeCredentials(
      tx,
      rows.map((row) => row.id),
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
