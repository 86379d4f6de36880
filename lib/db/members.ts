import "server-only";
import { APP_ROLE } from "@/lib/cmk/people/app-roles";
import type { Role } from "@/lib/cmk/permissions";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type Member = { userId: string; upn: string; name: string; role: Role };

/**
 * People who hold one of these roles in an organisation, bound to it or to all, and still granted by Entra as of their
 * newest sign-in; by name, at most `limit`. `search` is part of a name or sign-in name, `upns` names them.
 */
export async function listMembers(
  tx: Transaction,
  organisationId: OrganisationId,
  query: { roles: readonly Role[]; search?: string; upns?: readonly string[]; limit: number },
): Promise<Member[]> {
  const { roles, search, upns, limit } = query;
  if (upns?.length === 0) return [];
  const pattern = search ? `%${search.replace(/[\\%_]/g, "\\$&")}%` : null;
  const rows = await prismaOf(tx).$queryRaw<(Member & { appRoles: string[] })[]>`
    select distinct on (u.display_name, u.id) u.id as "userId", u.upn, u.display_name as name, m.role::text as role, u.app_roles as "appRoles"
    from memberships m join users u on u.id = m.user_id
    where (m.organisation_id = ${organisationId}::uuid or m.organisation_id is null)
      and m.role::text = any (${[...roles]}::text[])
      and (${pattern}::text is null or u.display_name ilike ${pattern} or u.upn ilike ${pattern})
      and (${upns ? [...upns] : null}::text[] is null or lower(u.upn) = any (${upns ? [...upns] : null}::text[]))
      and case m.role::text when 'admin' then ${APP_ROLE.admin} when 'leader' then ${APP_ROLE.leader} else ${APP_ROLE.support} end = any (u.app_roles)
    order by u.display_name, u.id, m.organisation_id nulls last
    limit ${limit}`;
  return rows.map(({ userId, upn, name, role }) => ({ userId, upn, name, role }));
}
