import "server-only";
import type { Role } from "@/lib/cmk/permissions";

/** A person with what Entra grants and Clavis binds: a role counts where both say so. */
export type Person = {
  user: {
    id: string;
    tenantId: string;
    objectId: string;
    upn: string;
    name: string;
    locale: string | null;
    theme: string | null;
    timeZone: string | null;
  };
  /** Roles that Entra granted, as of the newest sign-in. */
  appRoles: Role[];
  /** Roles that Clavis binds to organisations; null: to all of them. */
  memberships: { organisationId: string | null; role: Role }[];
};

/** A signed-in person. `id` is the SHA-256 of the cookie's value, hex: the value itself is nowhere. */
export type Session = Person & {
  id: string;
  /** Set where a program asks with one of the person's tokens: what that token may be used for. */
  token?: { id: string; name: string; permissions: string[] };
};

const APP_ROLES: Record<string, Role> = {
  "Clavis.Admin": "admin",
  "Clavis.Leader": "leader",
  "Clavis.Support": "support",
};

/** The roles among an id token's app roles that Clavis knows. */
export function rolesOfApp(appRoles: readonly string[]): Role[] {
  return [...new Set(appRoles.flatMap((name) => APP_ROLES[name] ?? []))];
}
