import "server-only";
import { auditViewFilter } from "@/lib/cmk/audit/audit-filter";
import { listAudit } from "../../audit/list-audit";
import { AUDIT_COLUMNS } from "../audit-columns";
import { organisationTable } from "../export-table";

export const AUDIT = organisationTable({
  permission: "audit.read",
  columns: AUDIT_COLUMNS,
  filter: auditViewFilter,
  page: (context, filter, cursor) =>
    listAudit(context, { ...filter, cursor: cursor ?? undefined, limit: 200 }),
});
