import { frameworksView } from "@/lib/server/api/framework-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listFrameworks } from "@/lib/services/compliance/list-frameworks";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/compliance/frameworks",
    summary: "Public frameworks: how many of their controls CMK checks support, and how those stand",
    access: { kind: "session", permission: "compliance.read" },
    response: frameworksView,
  },
  ({ context }) => listFrameworks(context),
);
