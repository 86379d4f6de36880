import "server-only";
import { z } from "zod";
import { ATTEMPT_STATUSES } from "@/lib/cmk/attempt-views";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const ATTEMPTS = organisationTable({
  permission: "configuration.read",
  columns: ["id", "part", "step", "status", "planHash", "startedByName", "startedAt", "endedAt", "outcome"],
  filter: z.object({ status: z.enum(ATTEMPT_STATUSES).optional() }),
  page: ({ scope, organisationId }, where, cursor) =>
    readWithScope(scope, (tx) => listNewestFirst(tx, "attempt", organisationId, { where, cursor })),
});
