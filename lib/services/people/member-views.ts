import "server-only";
import type { InvitationView, MemberView } from "@/lib/cmk/people/people-views";
import type { Role } from "@/lib/cmk/permissions";
import type { Invitation } from "@/lib/db/invitations";
import type { BoundPerson } from "@/lib/db/people";
import type { Actor } from "../context";

const APP_ROLE: Record<Role, string> = {
  admin: "Clavis.Admin",
  leader: "Clavis.Leader",
  support: "Clavis.Support",
};

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
