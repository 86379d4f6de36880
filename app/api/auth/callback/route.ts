import { z } from "zod";
import { defineRoute } from "@/lib/server/route/define-route";
import { endSignIn } from "@/lib/server/sign-in/end-sign-in";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/auth/callback",
    summary: "Where Microsoft Entra sends the browser back to",
    access: { kind: "public" },
    query: z.object({
      code: z.string().max(8000).optional(),
      state: z.string().max(200).optional(),
      error: z.string().max(200).optional(),
      admin_consent: z.string().max(10).optional(),
    }),
    response: z.undefined(),
    status: 303,
  },
  ({ context, query }) => endSignIn(context, query),
);
