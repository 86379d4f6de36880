import { z } from "zod";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { tableFile } from "@/lib/server/exports/table-file";
import { defineRoute } from "@/lib/server/route/define-route";
import { exportOrganisationTable } from "@/lib/services/exports/export-organisation-table";
import { exportQuerySchema } from "@/lib/services/exports/export-rows";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/exports/{table}",
    summary: "A table of the organisation, whole, as CSV or JSON; takes the filters of the table's page",
    access: { kind: "organisation", permission: "organisation.read" },
    params: organisationAddress.extend({ table: z.string().max(40) }),
    query: exportQuerySchema,
    response: z.unknown(),
  },
  async ({ context, params: { table }, query }) =>
    tableFile(await exportOrganisationTable(context, table, query), table, query.format, context.now()),
);
