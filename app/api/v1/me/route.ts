import { z } from "zod";
import { ROLES } from "@/lib/cmk/permissions";
import { defineRoute } from "@/lib/server/route/define-route";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/me",
    summary: "The signed-in person",
    access: { kind: "session", permission: null },
    response: z.object({
      name: z.string(),
      upn: z.string(),
      appRoles: z.array(z.enum(ROLES)),
      memberships: z.array(z.object({ organisationId: z.guid().nullable(), role: z.enum(ROLES) })),
      locale: z.string().nullable(),
      theme: z.string().nullable(),
    }),
  },
  async ({ context: { session } }) => {
    const { name, upn, locale, theme } = session.user;
    return { name, upn, appRoles: session.appRoles, memberships: session.memberships, locale, theme };
  },
);
