import "server-only";
import { readCursor, writeCursor } from "./cursor";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** Tables of an organisation, each with the column of time by which it is read. */
const TIMES = {
  finding: "openedAt",
  alert: "openedAt",
  checkException: "requestedAt",
  delivery: "createdAt",
  observation: "firstObservedAt",
  statement: "statedAt",
  approval: "requestedAt",
  attempt: "startedAt",
  run: "createdAt",
  evidencePack: "madeAt",
  channel: "createdAt",
  note: "at",
  question: "askedAt",
  invitation: "createdAt",
  adobeEvent: "receivedAt",
  handOver: "createdAt",
  calendarFeed: "createdAt",
  auditStream: "createdAt",
} as const;
export type DatedTable = keyof typeof TIMES;

type Row = Record<string, unknown> & { id: string };
type Finder = { findMany(query: object): Promise<Row[]> };

/** Rows of one page. */
const SIZE = 500;

function positionOf(cursor: string): [Date, string] {
  const [at = "", id = ""] = readCursor(cursor, ["time", "id"]);
  return [new Date(at), id];
}

/**
 * Rows of any of an organisation's dated tables, newest first, a page at a time, by keyset: the last page costs what
 * the first one costs. `where` narrows by equal columns; `include` joins, as Prisma has it.
 */
export async function listNewestFirst(
  tx: Transaction,
  table: DatedTable,
  organisationId: OrganisationId,
  { where = {}, include, cursor }: { where?: object; include?: object; cursor?: string | null } = {},
): Promise<{ rows: Row[]; next: string | null }> {
  const time = TIMES[table];
  const [at, id] = cursor ? positionOf(cursor) : [];
  const beyond = at ? { OR: [{ [time]: { lt: at } }, { [time]: at, id: { lt: id } }] } : {};
  // One shape for all of them: what is asked is built from the names above alone.
  const finder = prismaOf(tx)[table] as unknown as Finder;
  const found = await finder.findMany({
    where: { AND: [{ organisationId }, where, beyond] },
    ...(include ? { include } : {}),
    orderBy: [{ [time]: "desc" }, { id: "desc" }],
    take: SIZE + 1,
  });
  const rows = found.slice(0, SIZE);
  const last = rows.at(-1);
  const more = found.length > SIZE && last;
  return { rows, next: more ? writeCursor([(last[time] as Date).toISOString(), last.id]) : null };
}
