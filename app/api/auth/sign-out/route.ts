import { z } from "zod";
import { defineRoute } from "@/lib/server/route/define-route";
import { endSession } from "@/lib/server/sign-in/end-session";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/auth/sign-out",
    summary: "Ends the session and forgets the person's tokens",
    access: { kind: "public" },
    response: z.undefined(),
    status: 303,
  },
  ({ context }) => endSession(context),
);
