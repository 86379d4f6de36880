import { z } from "zod";
import { editNoteSchema } from "@/lib/cmk/notes/note-schemas";
import { noteAddress, noteView } from "@/lib/server/api/note-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { editNote, removeNote } from "@/lib/services/notes/write-note";

export const PATCH = defineRoute(
  {
    method: "PATCH",
    path: "/api/v1/orgs/{org}/notes/{note}",
    summary: "Changes one's own note, within a day",
    access: { kind: "organisation", permission: "note.write" },
    params: noteAddress,
    body: editNoteSchema,
    response: noteView,
  },
  ({ context, params, body }) => editNote(context, params.note, body),
);

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/orgs/{org}/notes/{note}",
    summary: "Takes one's own note back; the trail keeps it",
    access: { kind: "organisation", permission: "note.write" },
    params: noteAddress,
    response: z.undefined(),
    status: 204,
  },
  ({ context, params }) => removeNote(context, params.note),
);
