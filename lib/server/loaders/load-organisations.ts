import "server-only";
import { cache } from "react";
import type { OrganisationView, Page } from "@/lib/cmk/views";
import { listOrganisations } from "@/lib/services/organisations/list-organisations";
import {
  type FoundOrganisations,
  searchOrganisationRows,
} from "@/lib/services/organisations/search-organisation-rows";
import { onWidePage } from "../gates/page";

const DEFAULT_LIMIT = 25;
/** More than anybody reads: whoever sees so many types on. */
const FOUND = 50;

/** The list of organisations: by name, a page at a time. */
export const loadOrganisations = cache(
  (cursor?: string, order: "asc" | "desc" = "asc", limit = DEFAULT_LIMIT): Promise<Page<OrganisationView>> =>
    onWidePage("organisation.read", (context) => listOrganisations(context, { cursor, order, limit })),
);

/** Those that a search means, best first, each with what matched. */
export const findOrganisationRows = cache(
  (query: string): Promise<FoundOrganisations> =>
    onWidePage("organisation.read", (context) => searchOrganisationRows(context, { query, limit: FOUND })),
);
