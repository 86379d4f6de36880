import { wideAuditFilterSchema } from "@/lib/cmk/audit/audit-filter";
import { auditPage } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listAuditWidely } from "@/lib/services/audit/list-audit";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/audit",
    summary: "The audit log of all organisations that the person may see, newest first",
    access: { kind: "session", permission: "audit.read" },
    query: wideAuditFilterSchema,
    response: auditPage,
  },
  ({ context, query }) => listAuditWidely(context, query),
);
