import "server-only";
import type { Role } from "@/lib/cmk/permissions";
import { readCursor, writeCursor } from "./cursor";
import { prismaOf, type Transaction } from "./transaction";

export type Binding = { organisationId: string; organisation: string; role: Role };

const SIZE = 50;

/** The single organisations that a person is bound to, by name, a page at a time. */
export async function listBindings(
  tx: Transaction,
  userId: string,
  cursor?: string,
): Promise<{ rows: Binding[]; next: string | null }> {
  const [name = null, id = null] = cursor ? readCursor(cursor, ["text", "id"]) : [];
  const found = await prismaOf(tx).$queryRaw<Binding[]>`
    select o.id as "organisationId", o.name as organisation, m.role::text as role
    from memberships m join organisations o on o.id = m.organisation_id
    where m.user_id = ${userId}::uuid and (${name}::text is null or (o.name, o.id) > (${name}, ${id}::uuid))
    order by o.name, o.id limit ${SIZE + 1}`;
  const rows = found.slice(0, SIZE);
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > SIZE && last ? writeCursor([last.organisation, last.organisationId]) : null,
  };
}

/** A person's role by their binding to one organisation (null: to all of them); null without one. */
export async function getBoundRole(
  tx: Transaction,
  where: { userId: string; organisationId: string | null },
): Promise<Role | null> {
  return (await prismaOf(tx).membership.findFirst({ where, select: { role: true } }))?.role ?? null;
}

/**
 * Whether an organisation (null: all of them) has another administrator than this person. Those who count are locked
 * until the transaction ends: two who take each other's role away wait, and the second one is refused.
 */
export async function hasOtherAdmin(
  tx: Transaction,
  { userId, organisationId }: { userId: string; organisationId: string | null },
): Promise<boolean> {
  const admins = await prismaOf(tx).$queryRaw<{ userId: string }[]>`
    select user_id as "userId" from memberships
    where role = 'admin' and (organisation_id is null or organisation_id = ${organisationId}::uuid)
    order by id for update`;
  return admins.some((admin) => admin.userId !== userId);
}
