import { z } from "zod";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { createNoteSchema } from "@/lib/cmk/notes/note-schemas";
import { PART_IDS } from "@/lib/cmk/parts";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { notePage, noteView } from "@/lib/server/api/note-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listNotes } from "@/lib/services/notes/list-notes";
import { createNote } from "@/lib/services/notes/write-note";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/notes",
    summary: "Notes of an organisation, newest first, and the question that it has now",
    access: { kind: "organisation", permission: "note.read" },
    params: organisationAddress,
    query: z.object({
      cursor: z.string().max(400).optional(),
      findingId: z.string().regex(GUID_PATTERN, "guid").optional(),
      part: z.enum(PART_IDS).optional(),
      step: z.string().max(40).optional(),
    }),
    response: notePage,
  },
  ({ context, query }) => listNotes(context, query),
);

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/notes",
    summary: "Writes a note; members whom it mentions see it in their inbox",
    access: { kind: "organisation", permission: "note.write" },
    params: organisationAddress,
    body: createNoteSchema,
    response: noteView,
    status: 201,
  },
  ({ context, body }) => createNote(context, body),
);
