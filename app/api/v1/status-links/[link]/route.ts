import { statusLinkAddress, statusLinkView } from "@/lib/server/api/status-link-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { revokeStatusLink } from "@/lib/services/status-link/revoke-status-link";

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/status-links/{link}",
    summary: "Ends a status link at once",
    access: { kind: "session", permission: "status-link.manage" },
    params: statusLinkAddress,
    response: statusLinkView,
  },
  ({ context, params }) => revokeStatusLink(context, params.link),
);
