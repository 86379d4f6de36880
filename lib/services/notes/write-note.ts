import "server-only";
import type { z } from "zod";
import type { CreateNote, editNoteSchema } from "@/lib/cmk/notes/note-schemas";
import type { NoteView } from "@/lib/cmk/notes/note-views";
import { appendAudit } from "@/lib/db/audit";
import * as notes from "@/lib/db/notes";
import { getOrganisation } from "@/lib/db/organisations";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { OrganisationContext } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { mentionedIn, tellMentioned } from "./mention-people";
import { mayEdit, toNoteView } from "./note-view";
import { requireWriter } from "./require-writer";

/** More than somebody can mean to write; a script that runs away is stopped. */
const MOST_IN_A_WHILE = 30;
const A_WHILE_MS = 10 * 60_000;

/**
 * Writes a note on an organisation, a step or a finding of it; members whom it mentions see it in their inbox. Audited.
 * Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT, CONFLICT (`details.reason` too-many-notes).
 */
export async function createNote(context: OrganisationContext, input: CreateNote): Promise<NoteView> {
  const author = requireWriter(context);
  const { organisationId } = context;
  const { text, part = null, step = null, findingId = null } = input;
  const at = context.now();
  return withScope(context.scope, async (tx) => {
    await getOrganisation(tx, organisationId);
    if (findingId && !(await notes.hasFinding(tx, organisationId, findingId)))
      throw new AppError("NOT_FOUND", "There is no such finding in scope.");
    const lately = new Date(at.getTime() - A_WHILE_MS);
    if ((await notes.countNotesBy(tx, organisationId, author.userId, lately)) >= MOST_IN_A_WHILE)
      throw new AppError("CONFLICT", "Too many notes in a short time.", {
        details: { reason: "too-many-notes" },
      });
    const members = await mentionedIn(tx, context, text);
    const by = { authorId: author.userId, authorName: author.name };
    const note = await notes.createNote(tx, { organisationId, part, step, findingId, text, at, ...by });
    await tellMentioned(tx, context, note, members);
    const after = { text, part, step, finding: findingId, mentions: members.map(({ upn }) => upn) };
    await appendAudit(tx, auditEntry(context, { action: "note.created", subject: note.id, after }));
    return toNoteView(note, members, author, at);
  });
}

async function ownNote(tx: Parameters<typeof notes.getNote>[0], context: OrganisationContext, id: string) {
  const note = await notes.getNote(tx, context.organisationId, id);
  if (context.actor.kind !== "user" || note.authorId !== context.actor.userId)
    throw new AppError("FORBIDDEN", "It is somebody else's note.", { details: { reason: "not-yours" } });
  return note;
}

/** Changes one's own note within a day. The trail keeps what it said. Throws as createNote, and CONFLICT too-late. */
export async function editNote(
  context: OrganisationContext,
  id: string,
  { text, revision }: z.infer<typeof editNoteSchema>,
): Promise<NoteView> {
  const author = requireWriter(context);
  const at = context.now();
  return withScope(context.scope, async (tx) => {
    const before = await ownNote(tx, context, id);
    if (!mayEdit(before, author, at))
      throw new AppError("CONFLICT", "It can no longer be changed.", { details: { reason: "too-late" } });
    const members = await mentionedIn(tx, context, text);
    const where = { id, organisationId: context.organisationId, revision };
    const note = await notes.changeNote(tx, where, { text, editedAt: at });
    await tellMentioned(tx, context, note, members);
    const what = { before: { text: before.text }, after: { text } };
    await appendAudit(tx, auditEntry(context, { action: "note.edited", subject: id, ...what }));
    return toNoteView(note, members, author, at);
  });
}

/** Takes one's own note back: it is shown nowhere any more; the trail keeps it. Throws FORBIDDEN, NOT_FOUND. */
export async function removeNote(context: OrganisationContext, id: string): Promise<void> {
  requireWriter(context);
  await withScope(context.scope, async (tx) => {
    const before = await ownNote(tx, context, id);
    const where = { id, organisationId: context.organisationId, revision: before.revision };
    await notes.changeNote(tx, where, { removedAt: context.now() });
    const what = { action: "note.removed", subject: id, before: { text: before.text } } as const;
    await appendAudit(tx, auditEntry(context, what));
  });
}
