import "server-only";
import { wideAuditFilterSchema } from "@/lib/cmk/audit/audit-filter";
import { listAuditWidely } from "../../audit/list-audit";
import { AUDIT_COLUMNS } from "../audit-columns";
import { wideTable } from "../export-table";

export const AUDIT_EVERYWHERE = wideTable({
  permission: "audit.read",
  columns: AUDIT_COLUMNS,
  filter: wideAuditFilterSchema.omit({ cursor: true, limit: true }),
  page: (context, filter, cursor) =>
    listAuditWidely(context, { ...filter, cursor: cursor ?? undefined, limit: 200 }),
});
