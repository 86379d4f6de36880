import { z } from "zod";
import { accountContext } from "@/lib/server/account-context";
import { sessionAddress } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { endOneSession } from "@/lib/services/account/sessions";

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/me/sessions/{session}",
    summary: "Ends one of the person's sessions",
    access: { kind: "session", permission: null, inPerson: true },
    params: sessionAddress,
    response: z.undefined(),
    status: 204,
  },
  ({ context, params }) => endOneSession(accountContext(context), params.session),
);
