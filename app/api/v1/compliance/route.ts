import { complianceView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { complianceFilterSchema, getCompliance } from "@/lib/services/compliance/get-compliance";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/compliance",
    summary: "Every organisation with its verdict, reasons, and when it was last verified",
    access: { kind: "session", permission: "compliance.read" },
    query: complianceFilterSchema,
    response: complianceView,
  },
  ({ context, query }) => getCompliance(context, query),
);
