import { chainState } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { chainTools } from "@/lib/server/signer";
import { verifyNow } from "@/lib/services/audit/verify-now";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/audit/verify",
    summary: "Verifies the log of what belongs to no organisation now, from its last signed checkpoint on",
    access: { kind: "session", permission: "audit.read" },
    response: chainState,
  },
  ({ context }) => verifyNow(context, chainTools(), null),
);
