import { decideExceptionSchema } from "@/lib/cmk/exceptions/exception";
import { exceptionAddress, exceptionView } from "@/lib/server/api/exception-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { decideException } from "@/lib/services/exceptions/decide-exception";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/exceptions/{exception}/decision",
    summary: "Approves or declines an exception that somebody else asked for",
    access: { kind: "organisation", permission: "exception.decide" },
    params: exceptionAddress,
    body: decideExceptionSchema,
    response: exceptionView,
  },
  ({ context, params: { exception }, body }) => decideException(context, exception, body),
);
