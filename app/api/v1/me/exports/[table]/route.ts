import { z } from "zod";
import { accountContext } from "@/lib/server/account-context";
import { tableFile } from "@/lib/server/exports/table-file";
import { defineRoute } from "@/lib/server/route/define-route";
import { exportOwnTable } from "@/lib/services/exports/export-own-table";
import { exportQuerySchema } from "@/lib/services/exports/export-rows";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/me/exports/{table}",
    summary: "A table of the signed-in person's own, as CSV or JSON: sessions, tokens, inbox, saved views",
    access: { kind: "session", permission: null, inPerson: true },
    params: z.object({ table: z.string().max(40) }),
    query: exportQuerySchema,
    response: z.unknown(),
  },
  async ({ context, params: { table }, query }) => {
    const own = { ...context, account: accountContext(context) };
    return tableFile(await exportOwnTable(own, table, query), table, query.format, context.now());
  },
);
