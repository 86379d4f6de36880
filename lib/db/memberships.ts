import "server-only";
import type { Role } from "@/lib/cmk/permissions";
import { grantScope, type OrganisationId } from "./scope";
import { prismaOf, readWithScope, type Transaction } from "./transaction";

/** organisationId null: all organisations, also those to come. */
export type Membership = { id: string; userId: string; organisationId: string | null; role: Role };

/** A person's own memberships. Needs no scope: it is what scopes are made from. Opens its own transaction. */
export function listMembershipsOf(userId: string): Promise<Membership[]> {
  return readWithScope(grantScope({ organisations: [], userId }), (tx) =>
    prismaOf(tx).membership.findMany({ where: { userId }, orderBy: { id: "asc" } }),
  );
}

/** Binds a person to an organisation (null: to all of them), or changes the role they have there. */
export async function saveMembership(
  tx: Transaction,
  membership: { userId: string; organisationId: string | null; role: Role },
): Promise<void> {
  const { userId, organisationId, role } = membership;
  const prisma = prismaOf(tx);
  const { count } = await prisma.membership.updateMany({ where: { userId, organisationId }, data: { role } });
  if (count === 0) await prisma.membership.createMany({ data: [membership], skipDuplicates: true });
}

/** The sign-in names of an organisation's members, which are addresses of mail; those of all organisations are not asked. */
export async function listMemberAddresses(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<string[]> {
  const rows = await prismaOf(tx).membership.findMany({
    where: { organisationId },
    select: { user: { select: { upn: true } } },
  });
  return rows.map(({ user }) => user.upn);
}
