import "server-only";
import type { EverybodyQuery } from "@/lib/cmk/people/people-schemas";
import type { Role } from "@/lib/cmk/permissions";
import { readCursor, writeCursor } from "./cursor";
import { prismaOf, type Transaction } from "./transaction";

/** Somebody whom Clavis knows, with all that they are bound to; counts are of the scope "*". */
export type KnownPerson = {
  id: string;
  entraTenantId: string;
  upn: string;
  displayName: string;
  appRoles: string[];
  lastSignInAt: Date | null;
  everywhere: Role | null;
  organisations: number;
  /** Live sessions. */
  sessions: number;
};

/**
 * Everybody by name, a page at a time; `total` counts all that match. Only the scope "*" sees what people are bound
 * to: whoever calls this holds it.
 */
export async function listEverybody(
  tx: Transaction,
  at: Date,
  { search, bound, cursor, limit = 50, id }: EverybodyQuery & { id?: string },
): Promise<{ rows: KnownPerson[]; next: string | null; total: number }> {
  const prisma = prismaOf(tx);
  const size = Math.max(1, Math.min(limit, 200));
  const [name = null, after = null] = cursor ? readCursor(cursor, ["text", "id"]) : [];
  const pattern = search ? `%${search.replace(/[\\%_]/g, "\\$&")}%` : null;
  const matching = bound ?? null;
  const found = await prisma.$queryRaw<KnownPerson[]>`
    select u.id, u.entra_tenant_id as "entraTenantId", u.upn, u.display_name as "displayName", u.app_roles as "appRoles",
      u.last_sign_in_at as "lastSignInAt", m.everywhere, m.organisations,
      (select count(*)::int from sessions s where s.user_id = u.id and s.ended_at is null and s.expires_at > ${at}) as sessions
    from users u cross join lateral (
      select max(m.role::text) filter (where m.organisation_id is null) as everywhere,
        count(m.organisation_id)::int as organisations from memberships m where m.user_id = u.id) m
    where (${id ?? null}::uuid is null or u.id = ${id ?? null}::uuid)
      and (${pattern}::text is null or u.display_name ilike ${pattern} or u.upn ilike ${pattern})
      and case ${matching}::text when 'all' then m.everywhere is not null when 'some' then m.organisations > 0
        when 'none' then m.everywhere is null and m.organisations = 0 else true end
      and (${name}::text is null or (u.display_name, u.id) > (${name}, ${after}::uuid))
    order by u.display_name, u.id limit ${size + 1}`;
  const [counted] = await prisma.$queryRaw<{ total: number }[]>`
    select count(*)::int as total from users u
    where (${pattern}::text is null or u.display_name ilike ${pattern} or u.upn ilike ${pattern})
      and case ${matching}::text
        when 'all' then exists (select from memberships m where m.user_id = u.id and m.organisation_id is null)
        when 'some' then exists (select from memberships m where m.user_id = u.id and m.organisation_id is not null)
        when 'none' then not exists (select from memberships m where m.user_id = u.id) else true end`;
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  const next = found.length > size && last ? writeCursor([last.displayName, last.id]) : null;
  return { rows, next, total: counted?.total ?? 0 };
}
