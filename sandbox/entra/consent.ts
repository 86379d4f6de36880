import { randomUUID } from "node:crypto";
import type { Account, AppRegistration, ServicePrincipal, World } from "../core/types";
import { DIRECTORY_ROLES } from "../seed/names";
import { principalIn } from "./place";

const MAY_CONSENT: string[] = [
  DIRECTORY_ROLES.globalAdministrator,
  DIRECTORY_ROLES.applicationAdministrator,
  DIRECTORY_ROLES.cloudApplicationAdministrator,
];

/** May this person add applications to the directory for everybody? */
export function mayConsent(account: Account): boolean {
  return account.directoryRoles.some((role) => MAY_CONSENT.includes(role));
}

/** Consent for the whole directory gives every permission of Graph that the app registration lists. */
export function grantListed(world: World, app: AppRegistration, principal: ServicePrincipal): void {
  principal.graphAppRoles = [...new Set([...principal.graphAppRoles, ...(app.graphPermissions ?? [])])];
  world.save();
}

/** Adds an application to a directory; the service principal that is there already is kept. */
export function addPrincipal(
  world: World,
  app: AppRegistration,
  tenantId: string,
): { principal: ServicePrincipal; isNew: boolean } {
  const known = principalIn(world, app.appId, tenantId);
  if (known) return { principal: known, isNew: false };
  const principal: ServicePrincipal = {
    id: randomUUID(),
    appId: app.appId,
    tenantId,
    displayName: app.displayName,
    accountEnabled: true,
    appOwnerOrganizationId: app.homeTenantId,
    createdDateTime: world.now().toISOString(),
    graphAppRoles: [],
  };
  world.state.servicePrincipals.push(principal);
  world.save();
  return { principal, isNew: true };
}
