import "server-only";
import { z } from "zod";
import { listOrganisations } from "../../organisations/list-organisations";
import { wideTable } from "../export-table";

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
  page: (context, filter, cursor) =>
    listOrganisations(context, { ...filter, cursor: cursor ?? undefined, limit: 200 }),
});
