import type { Caller, SandboxReply, SandboxRequest, World } from "../core/types";
import { collection, fits, readFilter, unsupportedFilter } from "./graph-reply";
import { denied, shownUser } from "./people";
import { mayReadApplications, mayReadDirectory } from "./rights";
import { shownPrincipal } from "./service-principals";

/** The application registrations that this directory owns. */
export function listApplications(request: SandboxRequest, world: World, caller: Caller): SandboxReply {
  if (!mayReadApplications(caller)) return denied(request, world);
  const filter = readFilter(request);
  if (filter === null) return unsupportedFilter(request, world);
  const own = world.state.apps.filter((app) => app.homeTenantId === caller.tenantId);
  const shown = own.map((app) => ({
    id: app.appId,
    appId: app.appId,
    displayName: app.displayName,
    signInAudience: app.multiTenant ? "AzureADMultipleOrgs" : "AzureADMyOrg",
    web: { redirectUris: app.redirectUris },
  }));
  return collection(request, "applications", filter ? shown.filter((one) => fits(filter, one)) : shown);
}

/** Names for object ids, as role assignment lists need them. */
export function objectsByIds(request: SandboxRequest, world: World, caller: Caller): SandboxReply {
  if (!mayReadDirectory(caller)) return denied(request, world);
  const { ids = [] } = JSON.parse(request.body.toString("utf8") || "{}") as { ids?: string[] };
  const isAsked = (id: string) => ids.some((asked) => asked.toLowerCase() === id);
  const { accounts, servicePrincipals } = world.state;
  const people = accounts.filter((one) => one.tenantId === caller.tenantId && isAsked(one.objectId));
  const robots = servicePrincipals.filter((one) => one.tenantId === caller.tenantId && isAsked(one.id));
  return collection(request, "directoryObjects", [
    ...people.map((one) => ({ "@odata.type": "#microsoft.graph.user", ...shownUser(one) })),
    ...robots.map((one) => ({
      "@odata.type": "#microsoft.graph.servicePrincipal",
      ...shownPrincipal(world, one),
    })),
  ]);
}
