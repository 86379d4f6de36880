import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const NOTES = organisationTable({
  permission: "note.read",
  columns: ["id", "at", "authorName", "text", "part", "step", "findingId", "editedAt"],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) =>
      listNewestFirst(tx, "note", organisationId, { where: { removedAt: null }, cursor }),
    ),
});
