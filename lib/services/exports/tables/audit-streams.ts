import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const AUDIT_STREAMS = organisationTable({
  permission: "audit.read",
  columns: [
    "id",
    "kind",
    "name",
    "enabled",
    "targetHost",
    "targetPort",
    "sentSequence",
    "sentAt",
    "failures",
    "problem",
    "dueAt",
    "createdAt",
  ],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) =>
      listNewestFirst(tx, "auditStream", organisationId, { where: { removedAt: null }, cursor }),
    ),
});
