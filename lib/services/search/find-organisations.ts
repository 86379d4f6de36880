import "server-only";
import { readQuery } from "@/lib/cmk/search/read-query";
import { type Hit, SEARCH_LEAST } from "@/lib/cmk/search/search-kinds";
import { searchOrganisations } from "@/lib/db/search";
import { readWithScope } from "@/lib/db/transaction";
import { requirePermission } from "../context";
import type { WideContext } from "../wide-context";

/**
 * Finds organisations that the person may see by whatever is known of them: a name or part of it, with or without
 * accents or a typo, an id, a vault, an address of a key in any form, an application, a ticket. Throws FORBIDDEN.
 */
export async function findOrganisations(
  context: WideContext,
  { query, limit = 20 }: { query: string; limit?: number },
): Promise<{ rows: Hit[]; more: boolean }> {
  requirePermission(context, "organisation.read");
  const wanted = readQuery(query);
  if (wanted.key.length < SEARCH_LEAST) return { rows: [], more: false };
  const found = await readWithScope(context.scope, (tx) => searchOrganisations(tx, wanted, limit + 1));
  return { rows: found.slice(0, limit), more: found.length > limit };
}
