import { z } from "zod";
import { inviteSchema } from "@/lib/cmk/people/people-schemas";
import { invitationView } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { inviteEverywhere, listInvitedEverywhere } from "@/lib/services/people/invite-everywhere";

const PATH = "/api/v1/people/invitations";
const access = { kind: "session", permission: "member.manage" } as const;

export const GET = defineRoute(
  {
    method: "GET",
    path: PATH,
    summary: "Who is invited to all organisations and has not signed in yet",
    access,
    response: z.object({ rows: z.array(invitationView) }),
  },
  async ({ context }) => ({ rows: await listInvitedEverywhere(context) }),
);

export const POST = defineRoute(
  {
    method: "POST",
    path: PATH,
    summary: "Gives somebody a role in all organisations: at once, or at their first sign-in",
    access,
    body: inviteSchema,
    response: z.object({ added: z.boolean().describe("false: invited") }),
    status: 201,
  },
  ({ context, body }) => inviteEverywhere(context, body),
);
