import "server-only";
import { cache } from "react";
import type { Hit } from "@/lib/cmk/search/search-kinds";
import type { OrganisationView, Page } from "@/lib/cmk/views";
import { listOrganisations } from "@/lib/services/organisations/list-organisations";
import { findOrganisations } from "@/lib/services/search/find-organisations";
import { onWidePage } from "../gates/page";

const DEFAULT_LIMIT = 25;
/** More than anybody reads: whoever sees so many types on. */
const FOUND = 50;

/** The list of organisations: by name, a page at a time. */
export const loadOrganisations = cache(
  (cursor?: string, order: "asc" | "desc" = "asc", limit = DEFAULT_LIMIT): Promise<Page<OrganisationView>> =>
    onWidePage("organisation.read", (context) => listOrganisations(context, { cursor, order, limit })),
);

export type FoundOrganisations = { rows: (OrganisationView & { match: Hit["match"] })[]; more: boolean };

/** Those that a search means, best first, each with what matched. */
export const findOrganisationRows = cache(
  (query: string): Promise<FoundOrganisations> =>
    onWidePage("organisation.read", async (context) => {
      const { rows: hits, more } = await findOrganisations(context, { query, limit: FOUND });
      const ids = hits.map(({ id }) => id);
      const { rows } = await listOrganisations(context, { ids, limit: FOUND });
      const byId = new Map(rows.map((row) => [row.id, row]));
      const found = hits.flatMap(({ id, match }) => {
        const row = byId.get(id);
        return row ? [{ ...row, match }] : [];
      });
      return { rows: found, more };
    }),
);
