import { z } from "zod";
import { bindSchema } from "@/lib/cmk/people/people-schemas";
import { personAddress } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { bindPerson } from "@/lib/services/people/bind-person";

export const PUT = defineRoute(
  {
    method: "PUT",
    path: "/api/v1/people/{person}/bindings",
    summary: "Gives a person a role in one, several or all organisations, changes it, or takes it away",
    access: { kind: "session", permission: "member.manage" },
    params: personAddress,
    body: bindSchema,
    response: z.object({ changed: z.number().int().describe("Bindings that are not as they were") }),
  },
  ({ context, params, body }) => bindPerson(context, params.person, body),
);
