import "server-only";
import { readCursor, writeCursor } from "./cursor";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

const SIZE = 500;

/** Who has a role in an organisation, by the time they got it; `everywhere`: in all of them, as far as that is in scope. */
export async function listMembers(tx: Transaction, organisationId: OrganisationId, cursor: string | null) {
  const [after] = cursor ? readCursor(cursor, ["id"]) : [];
  const found = await prismaOf(tx).membership.findMany({
    where: {
      OR: [{ organisationId }, { organisationId: null }],
      ...(after ? { id: { gt: after } } : {}),
    },
    include: { user: { select: { displayName: true, upn: true, lastSignInAt: true } } },
    orderBy: { id: "asc" },
    take: SIZE + 1,
  });
  const rows = found.slice(0, SIZE).map(({ organisationId: bound, role, createdAt, user }) => ({
    name: user.displayName,
    upn: user.upn,
    role,
    everywhere: bound === null,
    since: createdAt,
    lastSignInAt: user.lastSignInAt,
  }));
  const last = found[SIZE - 1];
  return { rows, next: found.length > SIZE && last ? writeCursor([last.id]) : null };
}
