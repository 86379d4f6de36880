import { z } from "zod";
import { SEARCH_LIMIT } from "@/lib/cmk/search/search-kinds";
import { searchResults } from "@/lib/server/api/search-schemas";
import { wordedHit } from "@/lib/server/palette/worded-hit";
import { defineRoute } from "@/lib/server/route/define-route";
import { findOrganisations } from "@/lib/services/search/find-organisations";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/search",
    summary:
      "Finds organisations by whatever is known of them: name, id, vault, address of a key, application, ticket",
    access: { kind: "session", permission: "organisation.read" },
    query: z.object({
      q: z
        .string()
        .max(SEARCH_LIMIT * 10)
        .describe("A name or part of it, an id, or an address as pasted"),
      limit: z.coerce.number().int().min(1).max(50).optional(),
    }),
    response: searchResults,
  },
  async ({ context, query: { q, limit } }) => {
    const { rows, more } = await findOrganisations(context, { query: q, limit });
    return { rows: rows.map((hit) => wordedHit(context, hit)), more };
  },
);
