import { z } from "zod";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { defineRoute } from "@/lib/server/route/define-route";
import { withdrawEverywhere } from "@/lib/services/people/invite-everywhere";

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/people/invitations/{invitation}",
    summary: "Takes an invitation to all organisations back",
    access: { kind: "session", permission: "member.manage" },
    params: z.object({ invitation: z.string().regex(GUID_PATTERN).describe("Id of the invitation") }),
    response: z.undefined(),
    status: 204,
  },
  ({ context, params }) => withdrawEverywhere(context, params.invitation),
);
