import "server-only";
import { alertFilterSchema } from "@/lib/cmk/alerts/alert-schemas";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const ALERTS = organisationTable({
  permission: "alert.read",
  columns: [
    "id",
    "status",
    "source",
    "kind",
    "part",
    "severity",
    "failureClass",
    "params",
    "openedAt",
    "assignedToName",
    "resolvedAt",
    "resolvedByName",
  ],
  filter: alertFilterSchema.omit({ cursor: true }),
  page: ({ scope, organisationId }, filter, cursor) =>
    readWithScope(scope, (tx) =>
      listNewestFirst(tx, "alert", organisationId, {
        where: { status: filter.status, severity: filter.severity, failureClass: filter.class },
        cursor,
      }),
    ),
});
