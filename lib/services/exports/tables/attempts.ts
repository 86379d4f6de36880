import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const ATTEMPTS = organisationTable({
  permission: "configuration.read",
  columns: ["id", "part", "step", "status", "planHash", "startedByName", "startedAt", "endedAt", "outcome"],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) => listNewestFirst(tx, "attempt", organisationId, { cursor })),
});
