import { exceptionAddress, exceptionView } from "@/lib/server/api/exception-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { endException } from "@/lib/services/exceptions/end-exception";

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/orgs/{org}/exceptions/{exception}",
    summary: "Ends an exception, or withdraws the request for it; it stays in the list",
    access: { kind: "organisation", permission: "exception.request" },
    params: exceptionAddress,
    response: exceptionView,
  },
  ({ context, params: { exception } }) => endException(context, exception),
);
