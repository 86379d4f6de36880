import "server-only";
import { z } from "zod";
import { listOrganisations } from "../../organisations/list-organisations";
import { searchOrganisationRows } from "../../organisations/search-organisation-rows";
import { wideTable } from "../export-table";

const PAGE = 200;

/** The list of organisations: by name, or what a search means, best first, as its page has it. */
export const ORGANISATIONS = wideTable({
  permission: "organisation.read",
  columns: [
    "id",
    "name",
    "imsOrgId",
    "region",
    "shield",
    "cjaBought",
    "azureTenantId",
    "azureSubscriptionId",
    "createdAt",
    "updatedAt",
  ],
  filter: z.object({
    search: z.string().trim().max(200).optional(),
    order: z.enum(["asc", "desc"]).optional(),
  }),
  async page(context, { search, order }, cursor) {
    if (!search) return listOrganisations(context, { order, cursor: cursor ?? undefined, limit: PAGE });
    const skip = Number(cursor ?? 0);
    const { rows, more } = await searchOrganisationRows(context, { query: search, limit: PAGE, skip });
    return { rows, next: more ? String(skip + PAGE) : null };
  },
});
