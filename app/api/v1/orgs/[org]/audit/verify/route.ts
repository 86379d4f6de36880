import { organisationAddress } from "@/lib/server/api/address-schemas";
import { chainState } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { chainTools } from "@/lib/server/signer";
import { verifyNow } from "@/lib/services/audit/verify-now";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/audit/verify",
    summary: "Verifies the organisation's audit log now, from its last signed checkpoint on",
    access: { kind: "organisation", permission: "audit.read" },
    params: organisationAddress,
    response: chainState,
  },
  ({ context }) => verifyNow(context, chainTools(), context.organisationId),
);
