import "server-only";
import { z } from "zod";
import { SEARCH_KINDS } from "@/lib/cmk/search/search-kinds";
import { named } from "./rule-schemas";

export const searchResults = named(
  "SearchResults",
  z.object({
    rows: z.array(
      z.object({
        id: z.guid(),
        name: z.string(),
        imsOrgId: z.string(),
        match: z.object({
          kind: z.enum(SEARCH_KINDS),
          value: z.string(),
          typo: z.boolean().describe("The words are alike, not the same"),
        }),
        href: z.string(),
        hint: z.string().describe("What matched, in the reader's language"),
      }),
    ),
    more: z.boolean().describe("There are more than these"),
  }),
);
