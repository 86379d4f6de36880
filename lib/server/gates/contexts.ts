import "server-only";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import type { Permission } from "@/lib/cmk/permissions";
import { grantScope, narrowScope } from "@/lib/db/scope";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Actor, OrganisationContext, Words } from "@/lib/services/context";
import type { WideContext } from "@/lib/services/wide-context";
import { cloudsFor } from "../clouds/clouds";
import { windows } from "../clouds/windows";
import type { Person } from "../session/session";
import { organisationsWith, rolesIn } from "./effective-roles";

const actorOf = ({ user }: Person, roles: ReturnType<typeof rolesIn>): Actor => ({
  kind: "user",
  userId: user.id,
  objectId: user.objectId,
  tenantId: user.tenantId,
  name: user.name,
  upn: user.upn,
  roles,
});

/** A context over every organisation in which the person has the permission: for lists and overviews. */
export function wideContext(
  session: Person,
  permission: Permission | null,
  correlationId: string,
  words?: Words,
): WideContext {
  const organisations = organisationsWith(session, permission);
  return {
    actor: actorOf(session, session.appRoles),
    scope: grantScope({ organisations, userId: session.user.id }),
    correlationId,
    now: () => new Date(),
    words,
    rolesIn: (organisationId) => rolesIn(session, organisationId),
    windows: windows(),
  };
}

/**
 * A context for one organisation, named by a URL. Throws NOT_FOUND for an id that is malformed, or of an
 * organisation in which the person has no role: the same answer as for one that does not exist.
 */
export function organisationContext(
  session: Person,
  id: string,
  correlationId: string,
  words?: Words,
): OrganisationContext {
  const organisation = id.toLowerCase();
  const roles = GUID_PATTERN.test(organisation) ? rolesIn(session, organisation) : [];
  if (roles.length === 0) {
    throw new AppError("NOT_FOUND", "There is no such organisation in scope.", {
      details: { reason: "organisation" },
    });
  }
  const wide = grantScope({ organisations: organisationsWith(session, null), userId: session.user.id });
  const { scope, organisationId } = narrowScope(wide, organisation);
  const actor = actorOf(session, roles);
  return {
    actor,
    scope,
    organisationId,
    correlationId,
    words,
    now: () => new Date(),
    clouds: cloudsFor({ actor, scope, organisationId }),
    windows: windows(),
    cloud: env().AZURE_CLOUD,
  };
}
