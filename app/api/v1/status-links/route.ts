import { z } from "zod";
import { createStatusLinkSchema } from "@/lib/cmk/status-link/status-link";
import { statusLinkView } from "@/lib/server/api/status-link-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { createStatusLink } from "@/lib/services/status-link/create-status-link";
import { listStatusLinks } from "@/lib/services/status-link/list-status-links";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/status-links",
    summary: "Own status links, and those that show an organisation of one's own",
    access: { kind: "session", permission: "status-link.manage" },
    response: z.array(statusLinkView),
  },
  ({ context }) => listStatusLinks(context),
);

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/status-links",
    summary: "Makes a status page that opens without signing in; its secret is given once",
    access: { kind: "session", permission: "status-link.manage" },
    body: createStatusLinkSchema,
    response: z.object({ link: statusLinkView, token: z.string() }),
    status: 201,
  },
  ({ context, body }) => createStatusLink(context, body),
);
