import { requestExceptionSchema } from "@/lib/cmk/exceptions/exception";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { exceptionList, exceptionView } from "@/lib/server/api/exception-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listExceptions } from "@/lib/services/exceptions/list-exceptions";
import { requestException } from "@/lib/services/exceptions/request-exception";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/exceptions",
    summary: "Failing checks that the organisation has accepted, or is asked to accept, for a time",
    access: { kind: "organisation", permission: "finding.read" },
    params: organisationAddress,
    response: exceptionList,
  },
  ({ context }) => listExceptions(context),
);

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/exceptions",
    summary: "Asks that a failing check be accepted for a time; somebody else has to approve it",
    access: { kind: "organisation", permission: "exception.request" },
    params: organisationAddress,
    body: requestExceptionSchema,
    response: exceptionView,
    status: 201,
  },
  ({ context, body }) => requestException(context, body),
);
