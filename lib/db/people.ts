import "server-only";
import type { Role } from "@/lib/cmk/permissions";
import { prismaOf, type Transaction } from "./transaction";

/** Somebody who may see an organisation. `everywhere`: bound to all organisations, not to this one alone. */
export type BoundPerson = {
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

type Row = Omit<BoundPerson, "sessions"> & { sessions: bigint };

/** By name; nobody where the organisation is out of scope. Somebody bound to it and to all stands there twice. */
export async function listPeople(tx: Transaction, organisationId: string, at: Date): Promise<BoundPerson[]> {
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

/** Everybody with this sign-in name, in any directory or in this one. */
export async function findUsersByName(
  tx: Transaction,
  upn: string,
  entraTenantId?: string,
): Promise<{ id: string; upn: string; entraTenantId: string }[]> {
  return prismaOf(tx).user.findMany({
    where: { entraTenantId, upn: { equals: upn, mode: "insensitive" } },
    orderBy: { id: "asc" },
    select: { id: true, upn: true, entraTenantId: true },
  });
}

/** Takes a person's binding to this organisation (null: to all of them) away; says whether there was one. */
export async function deleteMembership(
  tx: Transaction,
  membership: { userId: string; organisationId: string | null },
): Promise<boolean> {
  return (await prismaOf(tx).membership.deleteMany({ where: membership })).count > 0;
}
