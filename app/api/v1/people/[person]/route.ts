import { z } from "zod";
import { personAddress, personView } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getPerson } from "@/lib/services/people/get-person";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/people/{person}",
    summary: "A person, what they are bound to, and where they are signed in",
    access: { kind: "session", permission: "member.manage" },
    params: personAddress,
    query: z.object({ cursor: z.string().max(1000).optional() }),
    response: personView,
  },
  ({ context, params, query }) =>
    getPerson(context, params.person, { ...query, sessionId: context.session.id }),
);
