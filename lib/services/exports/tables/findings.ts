import "server-only";
import { z } from "zod";
import { SEVERITIES } from "@/lib/cmk/checks/check";
import { PART_IDS } from "@/lib/cmk/parts";
import { listNewestFirst } from "@/lib/db/newest-first";
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
  filter: z.object({
    status: z.enum(["open", "closed"]).optional(),
    severity: z.enum(SEVERITIES).optional(),
    part: z.enum(PART_IDS).optional(),
  }),
  page: ({ scope, organisationId }, filter, cursor) =>
    readWithScope(scope, (tx) => listNewestFirst(tx, "finding", organisationId, { where: filter, cursor })),
});
