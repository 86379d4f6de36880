import { z } from "zod";
import { createTokenSchema } from "@/lib/cmk/people/people-schemas";
import { accountContext } from "@/lib/server/account-context";
import { createdToken, tokenView } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { createOwnToken, listOwnTokens } from "@/lib/services/account/tokens";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/me/tokens",
    summary: "The person's API tokens, without their values",
    access: { kind: "session", permission: null, inPerson: true },
    response: z.object({ rows: z.array(tokenView) }),
  },
  async ({ context }) => ({ rows: await listOwnTokens(accountContext(context)) }),
);

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/me/tokens",
    summary: "Makes an API token; its value is in this answer alone",
    access: { kind: "session", permission: null, inPerson: true },
    body: createTokenSchema,
    response: createdToken,
    status: 201,
  },
  ({ context, body }) => createOwnToken(accountContext(context), body),
);
