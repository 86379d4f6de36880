import { z } from "zod";
import { personAddress, sessionAddress } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { endPersonSessions } from "@/lib/services/people/end-person-sessions";

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/people/{person}/sessions/{session}",
    summary: "Ends one session of a person",
    access: { kind: "session", permission: "member.manage" },
    params: personAddress.extend(sessionAddress.shape),
    response: z.object({ ended: z.number().int() }),
  },
  ({ context, params }) =>
    endPersonSessions(context, params.person, { session: params.session, asking: context.session.id }),
);
