import { findingAddress, findingView } from "@/lib/server/api/finding-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getFinding } from "@/lib/services/findings/get-finding";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/findings/{finding}",
    summary: "One finding: its history, who may have caused it, and what of its facts changed",
    access: { kind: "organisation", permission: "finding.read" },
    params: findingAddress,
    response: findingView,
  },
  ({ context, params: { finding } }) => getFinding(context, finding),
);
