import { z } from "zod";
import { inviteSchema } from "@/lib/cmk/people/people-schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { peopleView } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { inviteMember } from "@/lib/services/people/invite-member";
import { listPeople } from "@/lib/services/people/list-people";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/members",
    summary: "Who may see the organisation, and who is invited",
    access: { kind: "organisation", permission: "member.read" },
    params: organisationAddress,
    response: peopleView,
  },
  ({ context }) => listPeople(context),
);

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/members",
    summary: "Gives somebody a role: at once, or at their first sign-in",
    access: { kind: "organisation", permission: "member.manage" },
    params: organisationAddress,
    body: inviteSchema,
    response: z.object({ added: z.boolean().describe("false: invited") }),
    status: 201,
  },
  ({ context, body }) => inviteMember(context, body),
);
