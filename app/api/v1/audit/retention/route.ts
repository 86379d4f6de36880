import { retentionSchema } from "@/lib/cmk/audit/stream-schemas";
import { chainState } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { changeRetention } from "@/lib/services/audit/change-retention";

export const PUT = defineRoute(
  {
    method: "PUT",
    path: "/api/v1/audit/retention",
    summary:
      "How long entries of the log of what belongs to no organisation are kept; removing them is the operator's command",
    access: { kind: "session", permission: "audit.manage" },
    body: retentionSchema,
    response: chainState,
  },
  ({ context, body }) => changeRetention(context, null, body),
);
