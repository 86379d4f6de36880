import { organisationAddress } from "@/lib/server/api/address-schemas";
import { auditSettings } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { streamTools } from "@/lib/server/stream-tools";
import { getAuditSettings } from "@/lib/services/audit/manage-streams";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/audit/settings",
    summary:
      "Whether the organisation's audit log verifies, how long it is kept, and where it is streamed to",
    access: { kind: "organisation", permission: "audit.read" },
    params: organisationAddress,
    response: auditSettings,
  },
  ({ context }) => getAuditSettings(context, streamTools(), context.organisationId),
);
