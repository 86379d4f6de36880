import { auditFilterSchema } from "@/lib/cmk/audit/audit-filter";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { auditPage } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listAudit } from "@/lib/services/audit/list-audit";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/audit",
    summary: "The organisation's audit trail, newest first",
    access: { kind: "organisation", permission: "audit.read" },
    params: organisationAddress,
    query: auditFilterSchema,
    response: auditPage,
  },
  ({ context, query }) => listAudit(context, query),
);
