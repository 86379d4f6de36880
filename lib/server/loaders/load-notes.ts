import "server-only";
import type { NotePage } from "@/lib/cmk/notes/note-views";
import { may } from "@/lib/cmk/permissions";
import type { NoteSubject } from "@/lib/db/notes";
import { listNotes } from "@/lib/services/notes/list-notes";
import { onOrganisationPage } from "../gates/page";

/** What was noted about a step or a finding; null for those who read no notes. */
export function loadNotes(organisationId: string, about: NoteSubject): Promise<NotePage | null> {
  return onOrganisationPage(organisationId, async (context) => {
    const roles = context.actor.kind === "user" ? context.actor.roles : [];
    return may(roles, "note.read") ? listNotes(context, about) : null;
  });
}
