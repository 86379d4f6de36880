import { z } from "zod";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { inboxPage } from "@/lib/server/api/note-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getInbox, readInbox } from "@/lib/services/notes/inbox";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/me/inbox",
    summary: "Notes that mention the signed-in person, and questions that are theirs, newest first",
    access: { kind: "session", permission: "note.read" },
    query: z.object({ cursor: z.string().max(400).optional() }),
    response: inboxPage,
  },
  ({ context, query }) => getInbox(context, query.cursor),
);

export const PATCH = defineRoute(
  {
    method: "PATCH",
    path: "/api/v1/me/inbox",
    summary: "Marks things of the own inbox as read: those named, or all",
    access: { kind: "session", permission: "note.read" },
    body: z.object({ ids: z.array(z.string().regex(GUID_PATTERN, "guid")).max(100).optional() }),
    response: z.object({ unread: z.number().int() }),
  },
  ({ context, body }) => readInbox(context, body.ids),
);
