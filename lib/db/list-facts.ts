import "server-only";
import type { FactSubject, Source } from "@/lib/cmk/facts";
import type { SeenFacts } from "@/lib/cmk/findings/fact-changes";
import type { PartId } from "@/lib/cmk/parts";
import { readCursor, writeCursor } from "./cursor";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** How often one subject may have changed to be shown: what is older is in the database alone. */
const MOST = 40;

/** What was seen of some subjects of a part, newest first, unchanged looks as one row each. */
export async function listFactSeries(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  subjects: readonly FactSubject[],
): Promise<SeenFacts[]> {
  const rows = await Promise.all(
    subjects.map((subject) =>
      prismaOf(tx).observation.findMany({
        where: { organisationId, part, subject },
        orderBy: [{ firstObservedAt: "desc" }, { id: "desc" }],
        take: MOST,
      }),
    ),
  );
  return rows.flat().map(({ subject, source, facts, firstObservedAt, lastObservedAt }) => ({
    subject: subject as FactSubject,
    source: source as Source,
    facts,
    firstAt: firstObservedAt.toISOString(),
    lastAt: lastObservedAt.toISOString(),
  }));
}

const SIZE = 50;

/** One subject over time, a page of it. Times are ISO 8601. */
export type FactPage = {
  rows: { id: string; source: Source; firstAt: string; lastAt: string; facts: object }[];
  next: string | null;
};

/** What was seen of one subject, newest first, a page at a time. Throws INVALID_INPUT for a cursor that is none. */
export async function pageFacts(
  tx: Transaction,
  organisationId: OrganisationId,
  { cursor, ...where }: { part: PartId; subject: FactSubject; cursor?: string | undefined },
): Promise<FactPage> {
  const [at = "", id = ""] = cursor ? readCursor(cursor, ["time", "id"]) : [];
  const older = [
    { firstObservedAt: { lt: new Date(at) } },
    { firstObservedAt: new Date(at), id: { lt: id } },
  ];
  const found = await prismaOf(tx).observation.findMany({
    where: { organisationId, ...where, ...(cursor ? { OR: older } : {}) },
    orderBy: [{ firstObservedAt: "desc" }, { id: "desc" }],
    take: SIZE + 1,
  });
  const page = found.slice(0, SIZE);
  const last = page.at(-1);
  const more = found.length > SIZE && last;
  return {
    rows: page.map(({ id: row, source, facts, firstObservedAt, lastObservedAt }) => ({
      id: row,
      source: source as Source,
      firstAt: firstObservedAt.toISOString(),
      lastAt: lastObservedAt.toISOString(),
      facts: facts as object,
    })),
    next: more ? writeCursor([last.firstObservedAt.toISOString(), last.id]) : null,
  };
}
