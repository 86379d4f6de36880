import "server-only";
import type { Membership } from "@/lib/db/memberships";
import type { User } from "@/lib/db/users";
import { type Person, rolesOfApp } from "./session";

/** A person as the gates judge them, from what is stored. */
export function personOf(
  user: Omit<User, "createdAt" | "lastSignInAt">,
  memberships: readonly Membership[],
): Person {
  return {
    user: {
      id: user.id,
      tenantId: user.entraTenantId,
      objectId: user.entraObjectId,
      upn: user.upn,
      name: user.displayName,
      locale: user.locale,
      theme: user.theme,
      timeZone: user.timeZone,
    },
    appRoles: rolesOfApp(user.appRoles),
    memberships: memberships.map(({ organisationId, role }) => ({ organisationId, role })),
  };
}
