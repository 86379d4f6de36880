import type { Account, Caller, SandboxReply, SandboxRequest, World } from "../core/types";
import { DIRECTORY_ROLES, fixedId } from "../seed/names";
import {
  collection,
  entity,
  fits,
  graphError,
  graphNotFound,
  readFilter,
  unsupportedFilter,
} from "./graph-reply";
import { mayReadDirectory, mayReadSelf } from "./rights";

const ROLE_NAMES: Record<string, string> = {
  [DIRECTORY_ROLES.globalAdministrator]: "Global Administrator",
  [DIRECTORY_ROLES.applicationAdministrator]: "Application Administrator",
  [DIRECTORY_ROLES.cloudApplicationAdministrator]: "Cloud Application Administrator",
  [DIRECTORY_ROLES.globalReader]: "Global Reader",
};

export function denied(request: SandboxRequest, world: World): SandboxReply {
  return graphError(
    request,
    world,
    403,
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
  );
}

export function shownUser({ objectId, displayName, upn }: Account): Record<string, unknown> {
  const [givenName = "", ...rest] = displayName.split(" ");
  return {
    id: objectId,
    businessPhones: [],
    displayName,
    givenName,
    jobTitle: null,
    mail: upn,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: rest.join(" "),
    userPrincipalName: upn,
  };
}

function shownRole(tenantId: string, roleTemplateId: string): Record<string, unknown> {
  return {
    "@odata.type": "#microsoft.graph.directoryRole",
    id: fixedId(`directory-role:${tenantId}:${roleTemplateId}`),
    deletedDateTime: null,
    description: null,
    displayName: ROLE_NAMES[roleTemplateId] ?? "Directory role",
    roleTemplateId,
  };
}

function self(caller: Caller, world: World): Account | undefined {
  return world.state.accounts.find((candidate) => candidate.objectId === caller.objectId);
}

export function me(request: SandboxRequest, world: World, caller: Caller): SandboxReply {
  const account = self(caller, world);
  if (caller.kind === "app" || !account) {
    return graphError(
      request,
      world,
      400,
      "BadRequest",
      "/me request is only valid with delegated authentication flow.",
    );
  }
  return mayReadSelf(caller) ? entity(request, 200, "users", shownUser(account)) : denied(request, world);
}

/** The signed-in person's directory roles, and groups if the sandbox had any. */
export function myMemberships(
  request: SandboxRequest,
  world: World,
  caller: Caller,
  cast: string | null,
): SandboxReply {
  const account = self(caller, world);
  if (caller.kind === "app" || !account) return me(request, world, caller);
  if (!mayReadSelf(caller)) return denied(request, world);
  const isCounted = request.url.searchParams.get("$count") === "true";
  const isEventual = request.headers.consistencylevel?.toLowerCase() === "eventual";
  if (cast && request.url.searchParams.has("$filter") && !(isCounted && isEventual)) {
    return graphError(
      request,
      world,
      400,
      "Request_UnsupportedQuery",
      "The specified filter to the reference property query is currently not supported.",
    );
  }
  const roles =
    cast === "group" ? [] : account.directoryRoles.map((role) => shownRole(account.tenantId, role));
  return collection(request, "directoryObjects", roles);
}

export function organization(request: SandboxRequest, world: World, caller: Caller): SandboxReply {
  if (!mayReadSelf(caller) && !mayReadDirectory(caller)) return denied(request, world);
  const own = world.state.tenants.filter((tenant) => tenant.id === caller.tenantId);
  const shown = own.map(({ id, displayName, defaultDomain }) => ({
    id,
    displayName,
    tenantType: "AAD",
    verifiedDomains: [
      {
        capabilities: "Email, OfficeCommunicationsOnline",
        isDefault: true,
        isInitial: true,
        name: defaultDomain,
        type: "Managed",
      },
    ],
  }));
  return collection(request, "organization", shown);
}

export function users(request: SandboxRequest, world: World, caller: Caller): SandboxReply {
  if (!mayReadDirectory(caller)) return denied(request, world);
  const filter = readFilter(request);
  if (filter === null) return unsupportedFilter(request, world);
  const known = world.state.accounts.filter((account) => account.tenantId === caller.tenantId).map(shownUser);
  const fitting = filter ? known.filter((one) => fits(filter, one)) : known;
  return collection(request, "users", fitting);
}

export function oneUser(request: SandboxRequest, world: World, caller: Caller, id: string): SandboxReply {
  if (!mayReadDirectory(caller)) return denied(request, world);
  const account = world.state.accounts.find(
    (candidate) =>
      candidate.tenantId === caller.tenantId &&
      (candidate.objectId === id.toLowerCase() || candidate.upn === id.toLowerCase()),
  );
  return account ? entity(request, 200, "users", shownUser(account)) : graphNotFound(request, world, id);
}
