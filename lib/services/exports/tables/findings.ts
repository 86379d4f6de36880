import "server-only";
import { findingFilterSchema } from "@/lib/cmk/findings/finding-schemas";
import { listFindings } from "@/lib/db/list-findings";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const FINDINGS = organisationTable({
  permission: "finding.read",
  columns: [
    "id",
    "part",
    "checkId",
    "status",
    "severity",
    "failureClass",
    "observed",
    "reason",
    "regression",
    "flapping",
    "openedAt",
    "closedAt",
  ],
  filter: findingFilterSchema.omit({ cursor: true }),
  page: ({ scope, organisationId }, filter, cursor) =>
    readWithScope(scope, (tx) =>
      listFindings(tx, organisationId, { ...filter, cursor: cursor ?? undefined }),
    ),
});
