import { retentionSchema } from "@/lib/cmk/audit/stream-schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { chainState } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { changeRetention } from "@/lib/services/audit/change-retention";

export const PUT = defineRoute(
  {
    method: "PUT",
    path: "/api/v1/orgs/{org}/audit/retention",
    summary:
      "How long entries of the organisation's audit log are kept; removing them is the operator's command",
    access: { kind: "organisation", permission: "audit.manage" },
    params: organisationAddress,
    body: retentionSchema,
    response: chainState,
  },
  ({ context, body }) => changeRetention(context, context.organisationId, body),
);
