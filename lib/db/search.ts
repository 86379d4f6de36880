import "server-only";
import type { SearchQuery } from "@/lib/cmk/search/read-query";
import type { Hit, SearchKind } from "@/lib/cmk/search/search-kinds";
import { SEARCH_SQL } from "./search-sql";
import { prismaOf, type Transaction } from "./transaction";

type Row = { id: string; name: string; imsOrgId: string; kind: SearchKind; value: string; typo: boolean };

/** Organisations in scope that a search means, best first, at most `limit`; each with what matched. One query. */
export async function searchOrganisations(
  tx: Transaction,
  { key, text }: SearchQuery,
  limit: number,
): Promise<Hit[]> {
  const within = tx.scope.organisations === "*" ? null : tx.scope.organisations;
  const rows = await prismaOf(tx).$queryRawUnsafe<Row[]>(SEARCH_SQL, key, text, limit, within);
  return rows.map(({ id, name, imsOrgId, kind, value, typo }) => ({
    id,
    name,
    imsOrgId,
    match: { kind, value, typo },
  }));
}
