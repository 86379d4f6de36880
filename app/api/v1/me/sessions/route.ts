import { z } from "zod";
import { accountContext } from "@/lib/server/account-context";
import { sessionView } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { endOtherSessions, listOwnSessions } from "@/lib/services/account/sessions";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/me/sessions",
    summary: "Where the signed-in person is signed in",
    access: { kind: "session", permission: null, inPerson: true },
    response: z.object({ rows: z.array(sessionView) }),
  },
  async ({ context }) => ({ rows: await listOwnSessions(accountContext(context)) }),
);

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/me/sessions",
    summary: "Ends all of the person's sessions but this one",
    access: { kind: "session", permission: null, inPerson: true },
    response: z.object({ ended: z.number().int() }),
  },
  ({ context }) => endOtherSessions(accountContext(context)),
);
