import type { LocalAssignment } from "../core/access-types";
import { type Matcher, route } from "../core/match";
import { json } from "../core/reply";
import type { SandboxReply } from "../core/types";
import { bodyOf, forbiddenLocally, type VaultCall } from "../keyvault/vault-call";
import { badParameter, VaultError } from "../keyvault/vault-error";
import { normaliseScope } from "../rbac/scope";
import { assignmentsOf, findLocalGrant, localAction } from "./local-access";
import { findLocalRole, LOCAL_ROLES } from "./local-roles";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DEFINITIONS = "Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions";

type Handler = (call: VaultCall) => SandboxReply;

/** The local scope that the path names, in the spelling that answers use. */
function scopeOf({ params }: VaultCall): string {
  const scope = normaliseScope(params.scope ?? "");
  if (scope === "/" || /^\/keys(\/[0-9a-z-]+)?$/.test(scope)) return scope;
  throw badParameter(`The scope '${params.scope}' is not valid: use /, /keys or /keys/{name}.`);
}

function require(call: VaultCall, operation: string): void {
  const action = localAction(operation);
  if (findLocalGrant(call.world.state, call.vault, call.caller.objectId, action, scopeOf(call))) return;
  throw forbiddenLocally(action, scopeOf(call));
}

const pathOf = (scope: string) => (scope === "/" ? "" : scope);

function view(one: LocalAssignment) {
  return {
    id: `${pathOf(one.scope)}/providers/Microsoft.Authorization/roleAssignments/${one.id}`,
    name: one.id,
    type: "Microsoft.Authorization/roleAssignments",
    properties: {
      scope: one.scope,
      roleDefinitionId: `${DEFINITIONS}/${one.roleDefinitionId}`,
      principalId: one.principalId,
    },
  };
}

/** A list at one scope: assignments of other scopes are not in it, neither above nor below. */
const list: Handler = (call) => {
  require(call, "roleAssignments/read/action");
  const scope = scopeOf(call);
  const filter = call.request.url.searchParams.get("$filter") ?? "";
  const wanted = /principalId eq '([^']+)'/i.exec(filter)?.[1]?.toLowerCase();
  const found = assignmentsOf(call.world.state, call.vault).filter(
    (one) => normaliseScope(one.scope) === scope && (!wanted || one.principalId.toLowerCase() === wanted),
  );
  return json(200, { value: found.map(view), nextLink: null });
};

const put: Handler = (call) => {
  require(call, "roleAssignments/write/action");
  const { world, vault, params } = call;
  const given = (bodyOf(call.request).properties ?? {}) as Record<string, unknown>;
  const role =
    String(given.roleDefinitionId ?? "")
      .split("/")
      .at(-1)
      ?.toLowerCase() ?? "";
  const principalId = String(given.principalId ?? "").toLowerCase();
  const name = params.assignment?.toLowerCase() ?? "";
  if (!GUID.test(name) || !GUID.test(principalId)) throw badParameter("Names and principals must be GUIDs.");
  if (!findLocalRole(role))
    throw new VaultError(404, "RoleDefinitionNotFound", `There is no role definition '${role}'.`);
  const { accounts, servicePrincipals } = world.state;
  const known =
    accounts.some((one) => one.objectId === principalId && one.tenantId === vault.tenantId) ||
    servicePrincipals.some((one) => one.id === principalId && one.tenantId === vault.tenantId);
  if (!known)
    throw new VaultError(400, "PrincipalNotFound", `There is no principal '${principalId}' in the tenant.`);
  const wanted = { hsm: vault.name, id: name, scope: scopeOf(call), roleDefinitionId: role, principalId };
  const twin = assignmentsOf(world.state, vault).find(
    (one) => one.scope === wanted.scope && one.roleDefinitionId === role && one.principalId === principalId,
  );
  if (twin && twin.id !== name)
    throw new VaultError(409, "RoleAssignmentExists", "The role assignment already exists.");
  if (!twin) world.state.localAssignments = [...(world.state.localAssignments ?? []), wanted];
  world.save();
  return json(201, view(wanted));
};

function named(call: VaultCall): LocalAssignment {
  const scope = scopeOf(call);
  const found = assignmentsOf(call.world.state, call.vault).find(
    (one) => one.id === call.params.assignment?.toLowerCase() && normaliseScope(one.scope) === scope,
  );
  if (found) return found;
  throw new VaultError(404, "RoleAssignmentNotFound", "There is no such role assignment.");
}

const get: Handler = (call) => {
  require(call, "roleAssignments/read/action");
  return json(200, view(named(call)));
};

const remove: Handler = (call) => {
  require(call, "roleAssignments/delete/action");
  const found = named(call);
  const { state } = call.world;
  state.localAssignments = (state.localAssignments ?? []).filter((one) => one !== found);
  call.world.save();
  return json(200, view(found));
};

const definitions: Handler = (call) => {
  require(call, "roleDefinitions/read/action");
  const value = LOCAL_ROLES.map(({ id, roleName, dataActions }) => ({
    id: `${DEFINITIONS}/${id}`,
    name: id,
    type: "Microsoft.Authorization/roleDefinitions",
    properties: {
      roleName,
      type: "AKVBuiltInRole",
      description: "",
      assignableScopes: ["/"],
      permissions: [{ actions: [], notActions: [], dataActions, notDataActions: [] }],
    },
  }));
  return json(200, { value, nextLink: null });
};

const ASSIGNMENTS = "/providers/Microsoft.Authorization/roleAssignments";
const at = (prefix: string): [Matcher, Handler][] => [
  [route("GET", `${prefix}${ASSIGNMENTS}`), list],
  [route("GET", `${prefix}${ASSIGNMENTS}/{assignment}`), get],
  [route("PUT", `${prefix}${ASSIGNMENTS}/{assignment}`), put],
  [route("DELETE", `${prefix}${ASSIGNMENTS}/{assignment}`), remove],
  [route("GET", `${prefix}/providers/Microsoft.Authorization/roleDefinitions`), definitions],
];

/** Local RBAC, which is part of a managed HSM's data plane. */
export const localRoleRoutes: [Matcher, Handler][] = [...at(""), ...at("/{scope*}")];
