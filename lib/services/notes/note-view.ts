import "server-only";
import { mentionsIn } from "@/lib/cmk/notes/mentions";
import { EDIT_HOURS } from "@/lib/cmk/notes/note-rules";
import type { NoteView, QuestionView } from "@/lib/cmk/notes/note-views";
import type { Member } from "@/lib/db/members";
import type { Note } from "@/lib/db/notes";
import type { Question } from "@/lib/db/questions";
import type { Actor } from "../context";

/** Roles that read notes: whom they can name. */
export const NOTE_READERS = ["admin", "support"] as const;

/** Whether somebody may still change a note: their own, on the day that they wrote it. */
export function mayEdit(note: Pick<Note, "authorId" | "at">, actor: Actor, now: Date): boolean {
  return (
    actor.kind === "user" &&
    actor.userId === note.authorId &&
    now.getTime() - note.at.getTime() < EDIT_HOURS * 3_600_000
  );
}

/** Names by sign-in name, of those whom a text mentions. */
export function namesIn(text: string, members: readonly Member[]): Record<string, string> {
  const mentioned = mentionsIn(text);
  const found = members.filter(({ upn }) => mentioned.includes(upn.toLowerCase()));
  return Object.fromEntries(found.map(({ upn, name }) => [upn.toLowerCase(), name]));
}

export function toNoteView(note: Note, members: readonly Member[], actor: Actor, now: Date): NoteView {
  const { id, at, editedAt, authorId, authorName, text, part, step, findingId, revision } = note;
  return {
    id,
    at: at.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
    authorName,
    text,
    mentions: namesIn(text, members),
    part,
    step,
    findingId,
    revision,
    mine: actor.kind === "user" && actor.userId === authorId,
    mayEdit: mayEdit(note, actor, now),
  };
}

export function toQuestionView(question: Question): QuestionView {
  const {
    id,
    text,
    part,
    step,
    status,
    team,
    assignedToName,
    askedByName,
    askedAt,
    changedAt,
    doneByName,
    answer,
    revision,
  } = question;
  return {
    id,
    text,
    part,
    step,
    status,
    team,
    assignedToName,
    askedByName,
    askedAt: askedAt.toISOString(),
    changedAt: changedAt.toISOString(),
    doneByName,
    answer,
    revision,
  };
}
