import "server-only";
import { z } from "zod";
import { listComing } from "@/lib/db/compliance/lists";
import { readWithScope } from "@/lib/db/transaction";
import { wideTable } from "../export-table";

/** The key-life calendar: what ends or turns by itself, the next first. */
export const COMING = wideTable({
  permission: "compliance.read",
  columns: ["at", "kind", "organisation", "part", "subject"],
  filter: z.object({}),
  page: (context, _filter, cursor) =>
    readWithScope(context.scope, async (tx) => {
      const { rows, next } = await listComing(tx, context.now(), 500, cursor);
      return { rows: rows.map((row) => ({ ...row, organisation: row.organisation.name })), next };
    }),
});
