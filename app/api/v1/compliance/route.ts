import { complianceFilterSchema } from "@/lib/cmk/compliance/filter";
import { compliancePage } from "@/lib/server/api/compliance-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getCompliance } from "@/lib/services/compliance/get-compliance";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/compliance",
    summary:
      "Whether organisations are covered, since when, what is at risk and who is on it; a page of organisations",
    access: { kind: "session", permission: "compliance.read" },
    query: complianceFilterSchema,
    response: compliancePage,
  },
  ({ context, query }) => getCompliance(context, query),
);
