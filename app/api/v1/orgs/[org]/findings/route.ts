import { findingFilterSchema } from "@/lib/cmk/findings/finding-schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { findingPage } from "@/lib/server/api/finding-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listFindings } from "@/lib/services/findings/list-findings";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/findings",
    summary: "The organisation's findings, open and closed, each with the change that most likely caused it",
    access: { kind: "organisation", permission: "finding.read" },
    params: organisationAddress,
    query: findingFilterSchema,
    response: findingPage,
  },
  ({ context, query }) => listFindings(context, query),
);
