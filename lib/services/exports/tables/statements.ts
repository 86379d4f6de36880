import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const STATEMENTS = organisationTable({
  permission: "setup.read",
  columns: ["id", "part", "step", "reference", "text", "statedOn", "statedByName", "statedAt", "withdrawnAt"],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) => listNewestFirst(tx, "statement", organisationId, { cursor })),
});
