import { z } from "zod";
import { exportEverywhere, tableFile } from "@/lib/server/exports/table-file";
import { defineRoute } from "@/lib/server/route/define-route";
import { exportQuerySchema } from "@/lib/services/exports/export-rows";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/exports/{table}",
    summary: "A table over all organisations, whole, as CSV or JSON; takes the filters of the table's page",
    access: { kind: "session", permission: "organisation.read" },
    params: z.object({ table: z.string().max(40) }),
    query: exportQuerySchema,
    response: z.unknown(),
  },
  async ({ context, params: { table }, query }) =>
    tableFile(await exportEverywhere(context, table, query), table, query.format, context.now()),
);
