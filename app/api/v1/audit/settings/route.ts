import { auditSettings } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { streamTools } from "@/lib/server/stream-tools";
import { getAuditSettings } from "@/lib/services/audit/manage-streams";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/audit/settings",
    summary:
      "Whether the log of what belongs to no organisation verifies, how long it is kept, and where it is streamed to",
    access: { kind: "session", permission: "audit.read" },
    response: auditSettings,
  },
  ({ context }) => getAuditSettings(context, streamTools(), null),
);
