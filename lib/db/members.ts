import "server-only";
import type { Role } from "@/lib/cmk/permissions";

<<<<<<< HEAD

import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type Member = { userId: string; upn: string; name: string; role: Role };

const APP_ROLE: Record<Role, string> = {
  admin: "Clavis.Admin",
  leader: "Clavis.Leader",
  support: "Clavis.Support",
};

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
=======
import { prismaOf, type Transaction } from "./transaction";

/** Somebody who may see an organisation. `everywhere`: bound to all organisations, not to this one alone. */
export type Member = {
  userId: string;
  entraTenantId: string;
  upn: string;
  displayName: string;
  /** As in the newest id token: Clavis.Admin and the like. */
  appRoles: string[];
  role: Role;
  everywhere: boolean;
  lastSignInAt: Date | null;
  /** Live sessions. */
  sessions: number;
};

type Row = Omit<Member, "sessions"> & { sessions: bigint };

/** By name; nobody where the organisation is out of scope. Somebody bound to it and to all stands there twice. */
export async function listMembers(tx: Transaction, organisationId: string, at: Date): Promise<Member[]> {
  const rows = await prismaOf(tx).$queryRaw<Row[]>`
    select user_id as "userId", entra_tenant_id as "entraTenantId", upn, display_name as "displayName",
      app_roles as "appRoles", role::text as role, everywhere, last_sign_in_at as "lastSignInAt", sessions
    from clavis_members(${organisationId}::uuid, ${at}::timestamptz)`;
  return rows.map((row) => ({ ...row, sessions: Number(row.sessions) }));
}

/** The people of a directory with this sign-in name; there may be none, as only who signed in is known. */
export async function findUserByName(
  tx: Transaction,
  entraTenantId: string,
  upn: string,
): Promise<{ id: string; displayName: string } | null> {
  return prismaOf(tx).user.findFirst({
    where: { entraTenantId, upn: { equals: upn, mode: "insensitive" } },
    orderBy: [{ lastSignInAt: { sort: "desc", nulls: "last" } }, { id: "asc" }],
    select: { id: true, displayName: true },
  });
}

/** Takes a person's binding to this organisation away; says whether there was one. */
export async function deleteMembership(
  tx: Transaction,
  membership: { userId: string; organisationId: string },
): Promise<boolean> {
  return (await prismaOf(tx).membership.deleteMany({ where: membership })).count > 0;
>>>>>>> 3467b73 (wip)
}
