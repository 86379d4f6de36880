import "server-only";
import { may, type Permission, type Role } from "@/lib/cmk/permissions";
import type { Person } from "../session/session";

/** The roles a person holds in an organisation: bound to it by Clavis, and still granted by Entra. */
export function rolesIn(session: Person, organisationId: string): Role[] {
  const bound = session.memberships.filter(
    (membership) => membership.organisationId === null || membership.organisationId === organisationId,
  );
  return [...new Set(bound.map((membership) => membership.role))].filter((role) =>
    session.appRoles.includes(role),
  );
}

/** The organisations in which a person has a permission (any role at all for null): "*" or their ids. */
export function organisationsWith(session: Person, permission: Permission | null): "*" | string[] {
  const counting = session.memberships.filter(
    ({ role }) => session.appRoles.includes(role) && (permission === null || may([role], permission)),
  );
  if (counting.some((membership) => membership.organisationId === null)) return "*";
  return counting.flatMap((membership) => membership.organisationId ?? []);
}

/** Whether a person says who is bound to what: an administrator of all organisations. */
export const bindsEverybody = (session: Person): boolean =>
  organisationsWith(session, "member.manage") === "*";
