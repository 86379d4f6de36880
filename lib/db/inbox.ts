import "server-only";
import type { InboxKind } from "@/lib/cmk/notes/note-views";
import { readCursor, writeCursor } from "./cursor";
import type { OrganisationId, Scope } from "./scope";
import { prismaOf, readOnce, type Transaction } from "./transaction";

export type NewInboxItem = {
  organisationId: OrganisationId;
  userId: string;
  kind: InboxKind;
  noteId?: string;
  questionId?: string;
  fromName: string;
  at: Date;
};

const SIZE = 30;

/** Puts things before people; a note names nobody twice. */
export async function addToInbox(tx: Transaction, items: NewInboxItem[]): Promise<void> {
  if (items.length > 0) await prismaOf(tx).inboxItem.createMany({ data: items, skipDuplicates: true });
}

// The database's own setting names the person: the text takes no parameters.
const UNREAD = `select count(*)::int as unread from inbox_items i left join notes n on n.id = i.note_id
  where i.user_id = nullif(current_setting('clavis.user', true), '')::uuid and i.read_at is null
    and (i.note_id is null or n.removed_at is null)`;

/** How much the scope's person has not read yet, in the organisations in scope. */
export async function countUnread(tx: Transaction): Promise<number> {
  const [found] = await prismaOf(tx).$queryRawUnsafe<{ unread: number }[]>(UNREAD);
  return found?.unread ?? 0;
}

/** The same in one round trip: every page asks. */
export async function readUnread(scope: Scope): Promise<number> {
  const [found] = await readOnce<{ unread: number }>(scope, UNREAD);
  return found?.unread ?? 0;
}

/** What was taken back is not shown. */
const standing = { OR: [{ noteId: null }, { note: { removedAt: null } }] };

/** What somebody is to see, newest first, a page at a time. */
export async function listInbox(tx: Transaction, userId: string, cursor?: string) {
  const [at = "", id = ""] = cursor ? readCursor(cursor, ["time", "id"]) : [];
  const rows = await prismaOf(tx).inboxItem.findMany({
    where: {
      userId,
      AND: [
        standing,
        cursor ? { OR: [{ at: { lt: new Date(at) } }, { at: new Date(at), id: { lt: id } }] } : {},
      ],
    },
    include: {
      note: { select: { text: true } },
      question: { select: { text: true, answer: true } },
      organisation: { select: { name: true } },
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: SIZE + 1,
  });
  const page = rows.slice(0, SIZE);
  const last = page.at(-1);
  return {
    rows: page,
    next: rows.length > SIZE && last ? writeCursor([last.at.toISOString(), last.id]) : null,
  };
}

/** Marks as read: these, or everything. Returns how many. */
export async function markRead(tx: Transaction, userId: string, at: Date, ids?: string[]): Promise<number> {
  const { count } = await prismaOf(tx).inboxItem.updateMany({
    where: { userId, readAt: null, ...(ids ? { id: { in: ids } } : {}) },
    data: { readAt: at },
  });
  return count;
}
