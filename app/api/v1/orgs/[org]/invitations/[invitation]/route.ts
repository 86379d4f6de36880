import { z } from "zod";
import { invitationAddress } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { withdrawInvitation } from "@/lib/services/people/withdraw-invitation";

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/orgs/{org}/invitations/{invitation}",
    summary: "Takes an invitation back",
    access: { kind: "organisation", permission: "member.manage" },
    params: invitationAddress,
    response: z.undefined(),
    status: 204,
  },
  ({ context, params }) => withdrawInvitation(context, params.invitation),
);
