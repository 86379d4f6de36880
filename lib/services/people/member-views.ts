import "server-only";
import { APP_ROLE } from "@/lib/cmk/people/app-roles";
import type { InvitationView, MemberView, PersonRow } from "@/lib/cmk/people/people-views";
import { ROLES } from "@/lib/cmk/permissions";
import type { Invitation } from "@/lib/db/invitations";
import type { KnownPerson } from "@/lib/db/list-everybody";
import type { BoundPerson } from "@/lib/db/people";
import type { Actor } from "../context";

export function toMemberView(member: BoundPerson, actor: Actor): MemberView {
  const { userId, displayName, upn, role, everywhere, appRoles, lastSignInAt, sessions } = member;
  return {
    userId,
    name: displayName,
    upn,
    role,
    everywhere,
    granted: appRoles.includes(APP_ROLE[role]),
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    sessions,
    you: actor.kind === "user" && actor.userId === userId,
  };
}

export function toInvitationView(
  { id, upn, role, createdByName, createdAt, expiresAt }: Invitation,
  now: Date,
): InvitationView {
  return {
    id,
    upn,
    role,
    invitedByName: createdByName,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    expired: expiresAt <= now,
  };
}

export function toPersonRow(person: KnownPerson, actor: Actor): PersonRow {
  const { id, displayName, upn, entraTenantId, appRoles, everywhere, organisations, sessions } = person;
  return {
    id,
    name: displayName,
    upn,
    tenantId: entraTenantId,
    granted: ROLES.filter((role) => appRoles.includes(APP_ROLE[role])),
    everywhere,
    organisations,
    lastSignInAt: person.lastSignInAt?.toISOString() ?? null,
    sessions,
    you: actor.kind === "user" && actor.userId === id,
  };
}
