import "server-only";
import { z } from "zod";
import { listHeldExceptions } from "@/lib/db/compliance/lists";
import { readWithScope } from "@/lib/db/transaction";
import { wideTable } from "../export-table";

/** Exceptions that hold, over all organisations, the next to end first. */
export const HELD_EXCEPTIONS = wideTable({
  permission: "compliance.read",
  columns: ["id", "organisation", "part", "check", "owner", "decidedBy", "expiresAt"],
  filter: z.object({}),
  page: (context, _filter, cursor) =>
    readWithScope(context.scope, async (tx) => {
      const { rows, next } = await listHeldExceptions(tx, context.now(), 500, cursor);
      return { rows: rows.map((row) => ({ ...row, organisation: row.organisation.name })), next };
    }),
});
