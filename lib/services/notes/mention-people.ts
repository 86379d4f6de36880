import "server-only";
import { mentionsIn } from "@/lib/cmk/notes/mentions";
import { MENTION_LIMIT } from "@/lib/cmk/notes/note-rules";
import { addToInbox } from "@/lib/db/inbox";
import { listMembers, type Member } from "@/lib/db/members";
import type { Note } from "@/lib/db/notes";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { OrganisationContext } from "../context";
import { NOTE_READERS } from "./note-view";

/** The members whom a text mentions. Throws INVALID_INPUT at `text` when they are too many. */
export async function mentionedIn(
  tx: Transaction,
  context: OrganisationContext,
  text: string,
): Promise<Member[]> {
  const upns = mentionsIn(text);
  if (upns.length > MENTION_LIMIT)
    throw new AppError("INVALID_INPUT", "Too many people are mentioned.", {
      fields: [{ field: "text", reason: "too-many-mentions" }],
    });
  return listMembers(tx, context.organisationId, { roles: NOTE_READERS, upns, limit: MENTION_LIMIT });
}

/** Puts a note before those whom it mentions, except its author; nobody gets it twice. */
export async function tellMentioned(
  tx: Transaction,
  { organisationId, now }: OrganisationContext,
  note: Note,
  members: readonly Member[],
): Promise<void> {
  const others = members.filter(({ userId }) => userId !== note.authorId);
  const item = {
    organisationId,
    kind: "mention" as const,
    noteId: note.id,
    fromName: note.authorName,
    at: now(),
  };
  await addToInbox(
    tx,
    others.map(({ userId }) => ({ ...item, userId })),
  );
}
