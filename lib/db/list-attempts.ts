import "server-only";
import type { AttemptFilter } from "@/lib/cmk/attempt-views";
import type { Attempt } from "./attempts";
import { readCursor, writeCursor } from "./cursor";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

const SIZE = 25;

/** Attempts of an organisation, newest first, a page at a time. */
export async function pageAttempts(
  tx: Transaction,
  organisationId: OrganisationId,
  { cursor, ...where }: AttemptFilter,
): Promise<{ rows: Attempt[]; next: string | null }> {
  const [at = "", id = ""] = cursor ? readCursor(cursor, ["time", "id"]) : [];
  const rows = await prismaOf(tx).attempt.findMany({
    where: {
      organisationId,
      ...where,
      ...(cursor
        ? { OR: [{ startedAt: { lt: new Date(at) } }, { startedAt: new Date(at), id: { lt: id } }] }
        : {}),
    },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: SIZE + 1,
  });
  const page = rows.slice(0, SIZE) as unknown as Attempt[];
  const last = page.at(-1);
  const more = rows.length > SIZE && last;
  return { rows: page, next: more ? writeCursor([last.startedAt.toISOString(), last.id]) : null };
}
