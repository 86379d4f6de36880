import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const APPROVALS = organisationTable({
  permission: "setup.read",
  columns: [
    "id",
    "part",
    "step",
    "status",
    "planHash",
    "requireSecondApproval",
    "coolingOffHours",
    "requestedByName",
    "requestedAt",
    "decidedByName",
    "decidedAt",
    "reason",
    "endedAt",
  ],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) => listNewestFirst(tx, "approval", organisationId, { cursor })),
});
