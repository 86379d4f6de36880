import "server-only";
import type { InboxKind, InboxPage } from "@/lib/cmk/notes/note-views";
import { countUnread, listInbox, markRead } from "@/lib/db/inbox";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { WideContext } from "../wide-context";

/** Whose inbox it is. Throws FORBIDDEN for Clavis itself. */
function ownerOf({ actor }: WideContext): string {
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "An inbox belongs to a person.");
  return actor.userId;
}

/** What the person is to see in their organisations, newest first, a page at a time. */
export async function getInbox(context: WideContext, cursor?: string): Promise<InboxPage> {
  const userId = ownerOf(context);
  // Others may be of other organisations: only the reader's own name is put for their sign-in name.
  const own =
    context.actor.kind === "user" && context.actor.upn
      ? { [context.actor.upn.toLowerCase()]: context.actor.name }
      : {};
  return readWithScope(context.scope, async (tx) => {
    const { rows, next } = await listInbox(tx, userId, cursor);
    return {
      rows: rows.map(({ id, kind, organisationId, organisation, fromName, note, question, at, readAt }) => {
        const text =
          note?.text ?? (kind === "done" && question?.answer ? question.answer : question?.text) ?? "";
        return {
          id,
          kind: kind as InboxKind,
          organisationId,
          organisationName: organisation.name,
          fromName,
          text,
          mentions: own,
          at: at.toISOString(),
          readAt: readAt?.toISOString() ?? null,
        };
      }),
      next,
      unread: await countUnread(tx),
    };
  });
}

/** Marks these of the person's own things as read, or all of them. Returns how many are left unread. */
export async function readInbox(context: WideContext, ids?: string[]): Promise<{ unread: number }> {
  const userId = ownerOf(context);
  return withScope(context.scope, async (tx) => {
    await markRead(tx, userId, context.now(), ids);
    return { unread: await countUnread(tx) };
  });
}
