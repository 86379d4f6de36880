import "server-only";
import type { Hit } from "@/lib/cmk/search/search-kinds";
import type { OrganisationView } from "@/lib/cmk/views";
import { findOrganisations } from "../search/find-organisations";
import type { WideContext } from "../wide-context";
import { listOrganisations } from "./list-organisations";

export type FoundOrganisations = { rows: (OrganisationView & { match: Hit["match"] })[]; more: boolean };

/**
 * Rows of the list of organisations that a search means, best first, each with what matched: `limit` (at most 200) after
 * the first `skip`. The page and its export both ask here. Throws FORBIDDEN.
 */
export async function searchOrganisationRows(
  context: WideContext,
  { query, limit, skip = 0 }: { query: string; limit: number; skip?: number },
): Promise<FoundOrganisations> {
  const { rows: found, more } = await findOrganisations(context, { query, limit: skip + limit });
  const hits = found.slice(skip);
  const { rows } = await listOrganisations(context, { ids: hits.map(({ id }) => id), limit });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    more,
    rows: hits.flatMap(({ id, match }) => {
      const row = byId.get(id);
      return row ? [{ ...row, match }] : [];
    }),
  };
}
