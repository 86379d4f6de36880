import "server-only";
import { cache } from "react";
import type { OrganisationView, Page } from "@/lib/cmk/views";
import { listOrganisations } from "@/lib/services/organisations/list-organisations";
import { onWidePage } from "../gates/page";

const DEFAULT_LIMIT = 25;

/** The list of organisations: by name, narrowed by `search`, a page at a time. */
export const loadOrganisations = cache(
  (
    search?: string,
    cursor?: string,
    order: "asc" | "desc" = "asc",
    limit = DEFAULT_LIMIT,
  ): Promise<Page<OrganisationView>> =>
    onWidePage("organisation.read", (context) =>
      listOrganisations(context, { search, cursor, order, limit }),
    ),
);
