import { z } from "zod";
import { memberAddress } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { endMemberSessions } from "@/lib/services/people/end-member-sessions";

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/orgs/{org}/members/{member}/sessions",
    summary: "Signs a member out everywhere",
    access: { kind: "organisation", permission: "member.manage" },
    params: memberAddress,
    response: z.object({ ended: z.number().int() }),
  },
  ({ context, params }) => endMemberSessions(context, params.member),
);
