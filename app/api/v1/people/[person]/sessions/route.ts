import { z } from "zod";
import { personAddress } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { endPersonSessions } from "@/lib/services/people/end-person-sessions";

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/people/{person}/sessions",
    summary: "Signs a person out everywhere; the session that asks stays",
    access: { kind: "session", permission: "member.manage" },
    params: personAddress,
    response: z.object({ ended: z.number().int() }),
  },
  ({ context, params }) =>
    endPersonSessions(context, params.person, { session: null, asking: context.session.id }),
);
