import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const HAND_OVERS = organisationTable({
  permission: "setup.read",
  columns: [
    "id",
    "part",
    "step",
    "recipient",
    "reason",
    "createdByName",
    "createdAt",
    "expiresAt",
    "openedAt",
    "openedByName",
    "checkedAt",
    "withdrawnAt",
    "withdrawnByName",
  ],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) => listNewestFirst(tx, "handOver", organisationId, { cursor })),
});
