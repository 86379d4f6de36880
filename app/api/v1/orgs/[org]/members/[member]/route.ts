import { z } from "zod";
import { changeMemberSchema } from "@/lib/cmk/people/people-schemas";
import { memberAddress } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { changeMember } from "@/lib/services/people/change-member";
import { removeMember } from "@/lib/services/people/remove-member";

export const PATCH = defineRoute(
  {
    method: "PATCH",
    path: "/api/v1/orgs/{org}/members/{member}",
    summary: "Changes a member's role",
    access: { kind: "organisation", permission: "member.manage" },
    params: memberAddress,
    body: changeMemberSchema,
    response: z.undefined(),
    status: 204,
  },
  ({ context, params, body }) => changeMember(context, { userId: params.member, role: body.role }),
);

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/orgs/{org}/members/{member}",
    summary: "Takes a member's role away",
    access: { kind: "organisation", permission: "member.manage" },
    params: memberAddress,
    response: z.undefined(),
    status: 204,
  },
  ({ context, params }) => removeMember(context, params.member),
);
