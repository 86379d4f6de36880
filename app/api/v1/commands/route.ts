import { z } from "zod";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { COMMAND_ACTIONS, COMMAND_GROUPS } from "@/lib/cmk/search/command";
import { bindsEverybody } from "@/lib/server/gates/effective-roles";
import { listCommands } from "@/lib/server/palette/list-commands";
import { defineRoute } from "@/lib/server/route/define-route";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/commands",
    summary: "What the command palette offers to the signed-in person, in their language",
    access: { kind: "session", permission: null },
    query: z.object({
      organisation: z.string().regex(GUID_PATTERN).optional().describe("The one that is open now"),
    }),
    response: z.object({
      rows: z.array(
        z.object({
          group: z.enum(COMMAND_GROUPS),
          label: z.string(),
          hint: z.string().nullable(),
          href: z.string().nullable(),
          action: z.enum(COMMAND_ACTIONS).nullable(),
        }),
      ),
    }),
  },
  async ({ context, query }) => ({
    rows: await listCommands(context, query.organisation, bindsEverybody(context.session)),
  }),
);
