import { empty } from "../core/reply";
import type { Caller, SandboxReply, SandboxRequest, ServicePrincipal, World } from "../core/types";
import { addPrincipal } from "../entra/consent";
import { appNamed, principalIn } from "../entra/place";
import { doerOf, recordDirectoryAudit } from "../logs/record";
import {
  collection,
  entity,
  fits,
  graphError,
  graphHeaders,
  graphNotFound,
  readFilter,
  unsupportedFilter,
} from "./graph-reply";
import { denied } from "./people";
import { mayReadApplications, mayWriteApplications } from "./rights";

export function shownPrincipal(world: World, principal: ServicePrincipal): Record<string, unknown> {
  const app = appNamed(world, principal.appId);
  const { id, appId, displayName, accountEnabled, appOwnerOrganizationId, createdDateTime } = principal;
  return {
    id,
    deletedDateTime: null,
    accountEnabled,
    alternativeNames: [],
    appDisplayName: displayName,
    appDescription: null,
    appId,
    applicationTemplateId: null,
    appOwnerOrganizationId,
    appRoleAssignmentRequired: false,
    createdDateTime,
    description: null,
    disabledByMicrosoftStatus: null,
    displayName,
    homepage: null,
    replyUrls: app?.redirectUris ?? [],
    servicePrincipalNames: [appId],
    servicePrincipalType: "Application",
    signInAudience: app?.multiTenant ? "AzureADMultipleOrgs" : "AzureADMyOrg",
    tags: ["WindowsAzureActiveDirectoryIntegratedApp"],
    appRoles: (app?.appRoles ?? []).map((role) => ({
      ...role,
      displayName: role.value,
      isEnabled: true,
      allowedMemberTypes: ["User"],
    })),
    oauth2PermissionScopes: [],
  };
}

function inTenant(world: World, caller: Caller): ServicePrincipal[] {
  return world.state.servicePrincipals.filter((candidate) => candidate.tenantId === caller.tenantId);
}

export function listPrincipals(request: SandboxRequest, world: World, caller: Caller): SandboxReply {
  if (!mayReadApplications(caller)) return denied(request, world);
  const filter = readFilter(request);
  if (filter === null) return unsupportedFilter(request, world);
  const all = inTenant(world, caller).map((principal) => shownPrincipal(world, principal));
  const fitting = filter ? all.filter((one) => fits(filter, one)) : all;
  return collection(request, "servicePrincipals", fitting);
}

/** By object id, or by application id when `key` is "appId". */
export function onePrincipal(
  request: SandboxRequest,
  world: World,
  caller: Caller,
  key: "id" | "appId",
  value: string,
): SandboxReply {
  if (!mayReadApplications(caller)) return denied(request, world);
  const principal = inTenant(world, caller).find((candidate) => candidate[key] === value.toLowerCase());
  return principal
    ? entity(request, 200, "servicePrincipals", shownPrincipal(world, principal))
    : graphNotFound(request, world, value);
}

/** What a change of a service principal leaves in the directory's audit log. */
function logPrincipal(
  { clientAddress }: SandboxRequest,
  world: World,
  caller: Caller,
  activity: string,
  { id, displayName, appId, accountEnabled }: ServicePrincipal,
  before = accountEnabled,
): void {
  const changed =
    before === accountEnabled
      ? []
      : [{ name: "AccountEnabled", before: String(before), after: String(accountEnabled) }];
  const by = doerOf(caller, clientAddress);
  recordDirectoryAudit(world, { activity, target: { id, displayName, appId }, changed, by });
}

export function createPrincipal(request: SandboxRequest, world: World, caller: Caller): SandboxReply {
  if (!mayWriteApplications(caller, world)) return denied(request, world);
  let appId = "";
  try {
    appId = String((JSON.parse(request.body.toString("utf8")) as { appId?: unknown }).appId ?? "");
  } catch {
    return graphError(
      request,
      world,
      400,
      "BadRequest",
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    );
  }
  const app = appNamed(world, appId);
  const isForeign = app && !app.multiTenant && app.homeTenantId !== caller.tenantId;
  if (!app || isForeign) {
    const message = `The appId '${appId}' of the service principal does not reference a valid application object.`;
    return graphError(request, world, 400, "Request_BadRequest", message);
  }
  if (principalIn(world, app.appId, caller.tenantId)) {
    const message = `The service principal cannot be created, updated, or restored because the service principal name ${app.appId} is already in use.`;
    return graphError(request, world, 409, "Request_MultipleObjectsWithSameKeyValue", message);
  }
  const { principal } = addPrincipal(world, app, caller.tenantId);
  logPrincipal(request, world, caller, "Add service principal", principal);
  return entity(request, 201, "servicePrincipals", shownPrincipal(world, principal));
}

function changed(
  request: SandboxRequest,
  world: World,
  caller: Caller,
  id: string,
  change: (principal: ServicePrincipal) => void,
): SandboxReply {
  if (!mayWriteApplications(caller, world)) return denied(request, world);
  const principal = inTenant(world, caller).find((candidate) => candidate.id === id.toLowerCase());
  if (!principal) return graphNotFound(request, world, id);
  const before = principal.accountEnabled;
  change(principal);
  const gone = request.method === "DELETE";
  const activity = gone ? "Remove service principal" : "Update service principal";
  logPrincipal(request, world, caller, activity, principal, before);
  world.save();
  return empty(204, graphHeaders(request));
}

export function removePrincipal(
  request: SandboxRequest,
  world: World,
  caller: Caller,
  id: string,
): SandboxReply {
  return changed(request, world, caller, id, (principal) => {
    world.state.servicePrincipals = world.state.servicePrincipals.filter(
      (candidate) => candidate !== principal,
    );
  });
}

/** Only switching an application on or off is modelled. */
export function updatePrincipal(
  request: SandboxRequest,
  world: World,
  caller: Caller,
  id: string,
): SandboxReply {
  return changed(request, world, caller, id, (principal) => {
    const body = JSON.parse(request.body.toString("utf8") || "{}") as { accountEnabled?: unknown };
    if (typeof body.accountEnabled === "boolean") principal.accountEnabled = body.accountEnabled;
  });
}
