import { z } from "zod";
import { accountContext } from "@/lib/server/account-context";
import { tokenAddress } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { revokeOwnToken } from "@/lib/services/account/tokens";

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/me/tokens/{token}",
    summary: "Ends an API token at once",
    access: { kind: "session", permission: null, inPerson: true },
    params: tokenAddress,
    response: z.undefined(),
    status: 204,
  },
  ({ context, params }) => revokeOwnToken(accountContext(context), params.token),
);
