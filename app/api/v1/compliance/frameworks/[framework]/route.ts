import { frameworkAddress, frameworkView, pageQuery } from "@/lib/server/api/framework-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getFramework } from "@/lib/services/compliance/get-framework";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/compliance/frameworks/{framework}",
    summary: "One framework: its controls by state over all organisations, and a page of organisations",
    access: { kind: "session", permission: "compliance.read" },
    params: frameworkAddress,
    query: pageQuery,
    response: frameworkView,
  },
  ({ context, params, query }) => getFramework(context, params.framework, query.page),
);
