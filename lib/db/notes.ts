import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import { AppError } from "@/lib/errors";
import { readCursor, writeCursor } from "./cursor";
import { type Note, Prisma } from "./generated/client";
import { readRows } from "./read-rows";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type { Note };
export type NewNote = Pick<
  Note,
  "part" | "step" | "findingId" | "authorId" | "authorName" | "text" | "at"
> & {
  organisationId: OrganisationId;
};

const SIZE = 30;

export async function createNote(tx: Transaction, note: NewNote): Promise<Note> {
  return prismaOf(tx).note.create({ data: note });
}

/** Whether a finding belongs to an organisation in scope. */
export async function hasFinding(
  tx: Transaction,
  organisationId: OrganisationId,
  id: string,
): Promise<boolean> {
  return (await prismaOf(tx).finding.count({ where: { id, organisationId } })) > 0;
}

/** How many notes somebody wrote in an organisation since a time. */
export async function countNotesBy(
  tx: Transaction,
  organisationId: OrganisationId,
  authorId: string,
  since: Date,
): Promise<number> {
  return prismaOf(tx).note.count({ where: { organisationId, authorId, at: { gte: since } } });
}

/** One note that stands. Throws NOT_FOUND when it is removed or out of scope. */
export async function getNote(tx: Transaction, organisationId: OrganisationId, id: string): Promise<Note> {
  const row = await prismaOf(tx).note.findFirst({ where: { id, organisationId, removedAt: null } });
  if (!row) throw new AppError("NOT_FOUND", "There is no such note in scope.");
  return row;
}

/** Changes or removes a note that is still at `revision`. Throws CONFLICT (changed-meanwhile). */
export async function changeNote(
  tx: Transaction,
  { id, organisationId, revision }: { id: string; organisationId: OrganisationId; revision: number },
  change: { text: string; editedAt: Date } | { removedAt: Date },
): Promise<Note> {
  const [row] = await prismaOf(tx).note.updateManyAndReturn({
    where: { id, organisationId, revision, removedAt: null },
    data: { ...change, revision: { increment: 1 } },
  });
  if (row) return row;
  throw new AppError("CONFLICT", "The note was changed meanwhile.", {
    details: { reason: "changed-meanwhile" },
  });
}

/** What a note is about; nothing named: any. */
export type NoteSubject = { findingId?: string; part?: PartId; step?: string };

/** Notes of an organisation, newest first, a page at a time. */
export async function listNotes(
  tx: Transaction,
  organisationId: OrganisationId,
  { cursor, findingId, part, step }: { cursor?: string } & NoteSubject,
): Promise<{ rows: Note[]; next: string | null }> {
  const [at = "", id = ""] = cursor ? readCursor(cursor, ["time", "id"]) : [];
  const conditions = [
    Prisma.sql`organisation_id = ${organisationId}::uuid and removed_at is null`,
    ...(findingId ? [Prisma.sql`finding_id = ${findingId}::uuid`] : []),
    ...(part ? [Prisma.sql`part = ${part}::part`] : []),
    ...(step ? [Prisma.sql`step = ${step}`] : []),
    ...(cursor ? [Prisma.sql`(at, id) < (${new Date(at)}, ${id}::uuid)`] : []),
  ];
  const rows = await readRows<Note>(
    tx,
    Prisma.sql`select * from notes where ${Prisma.join(conditions, " and ")}
      order by at desc, id desc limit ${SIZE + 1}`,
  );
  const page = rows.slice(0, SIZE);
  const last = page.at(-1);
  return {
    rows: page,
    next: rows.length > SIZE && last ? writeCursor([last.at.toISOString(), last.id]) : null,
  };
}
