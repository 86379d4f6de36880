import "server-only";
import { mentionsIn } from "@/lib/cmk/notes/mentions";
import type { Mentionable, NotePage, QuestionView } from "@/lib/cmk/notes/note-views";
import { listMembers } from "@/lib/db/members";
import * as notes from "@/lib/db/notes";
import { getOrganisation } from "@/lib/db/organisations";
import { currentQuestion } from "@/lib/db/questions";
import { readWithScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { NOTE_READERS, toNoteView, toQuestionView } from "./note-view";

const SUGGESTED = 8;
const NAMED = 300;

/**
 * Notes of an organisation, or of one of its steps or findings, newest first, a page at a time, and the question that it
 * has now. Throws FORBIDDEN, NOT_FOUND.
 */
export async function listNotes(
  context: OrganisationContext,
  query: { cursor?: string } & notes.NoteSubject = {},
): Promise<NotePage> {
  requirePermission(context, "note.read");
  const { organisationId, actor } = context;
  return readWithScope(context.scope, async (tx) => {
    await getOrganisation(tx, organisationId);
    if (query.findingId && !(await notes.hasFinding(tx, organisationId, query.findingId)))
      throw new AppError("NOT_FOUND", "There is no such finding in scope.");
    const { rows, next } = await notes.listNotes(tx, organisationId, query);
    const upns = [...new Set(rows.flatMap(({ text }) => mentionsIn(text)))].slice(0, NAMED);
    const members = await listMembers(tx, organisationId, { roles: NOTE_READERS, upns, limit: NAMED });
    const question = await currentQuestion(tx, organisationId);
    return {
      question: question && toQuestionView(question),
      rows: rows.map((note) => toNoteView(note, members, actor, context.now())),
      next,
    };
  });
}

/** Those who can be mentioned, by part of a name or sign-in name; a few. Throws FORBIDDEN. */
export async function listMentionable(context: OrganisationContext, search: string): Promise<Mentionable[]> {
  requirePermission(context, "note.write");
  const members = await readWithScope(context.scope, (tx) =>
    listMembers(tx, context.organisationId, { roles: NOTE_READERS, search: search.trim(), limit: SUGGESTED }),
  );
  return members.map(({ upn, name, role }) => ({ upn, name, role }));
}

/** The question that an organisation has now; null when there is none. Throws FORBIDDEN. */
export async function getQuestion(context: OrganisationContext): Promise<QuestionView | null> {
  requirePermission(context, "note.read");
  const question = await readWithScope(context.scope, (tx) => currentQuestion(tx, context.organisationId));
  return question && toQuestionView(question);
}
