import { z } from "zod";
import { defineRoute } from "@/lib/server/route/define-route";
import { beginSignIn } from "@/lib/server/sign-in/begin-sign-in";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/auth/sign-in",
    summary: "Sends the browser to Microsoft Entra",
    access: { kind: "public" },
    query: z.object({ returnTo: z.string().max(2000).optional() }),
    response: z.undefined(),
    status: 303,
  },
  ({ context, query }) => beginSignIn(context, query.returnTo),
);
