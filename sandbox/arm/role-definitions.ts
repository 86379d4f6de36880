import { route } from "../core/match";
import { json } from "../core/reply";
import { BUILT_IN_ROLES, findRole } from "../rbac/built-in-roles";
import { rolesAt } from "../rbac/evaluate";
import { conditionText, type RoleDefinition } from "../rbac/role-definition";
import { SURFACES } from "./api-versions";
import { type ArmCall, type ArmRoute, requireAction } from "./arm-call";
import { ArmError } from "./arm-error";
import { pageOf } from "./paging";
import { requireScope, writtenScope } from "./scopes";

const MADE = "2021-11-11T20:14:28.6061853Z";

function permissionOf(role: RoleDefinition) {
  const { actions, notActions, dataActions, notDataActions } = role;
  const condition = conditionText(role);
  const conditional = condition ? { condition, conditionVersion: "2.0" } : {};
  return { actions, notActions, dataActions, notDataActions, ...conditional };
}

function view(role: RoleDefinition, prefix: string) {
  return {
    properties: {
      roleName: role.roleName,
      type: "BuiltInRole",
      description: role.description,
      assignableScopes: ["/"],
      permissions: [permissionOf(role)],
      createdOn: MADE,
      updatedOn: MADE,
      createdBy: null,
      updatedBy: null,
    },
    id: `${prefix}/providers/Microsoft.Authorization/roleDefinitions/${role.id}`,
    type: "Microsoft.Authorization/roleDefinitions",
    name: role.id,
  };
}

function prefixOf(call: ArmCall): string {
  return /^\/subscriptions\/[^/]+/i.exec(writtenScope(call.params.scope ?? ""))?.[0] ?? "";
}

function authorise(call: ArmCall): void {
  // At the root every signed-in caller may read the built-in roles.
  if (!call.params.scope) return;
  requireAction(call, "Microsoft.Authorization/roleDefinitions/read", writtenScope(call.params.scope));
}

function listDefinitions(call: ArmCall) {
  authorise(call);
  const filter = call.request.url.searchParams.get("$filter") ?? "";
  const name = /roleName eq '([^']*)'/i.exec(filter)?.[1]?.toLowerCase();
  const custom = /type eq 'CustomRole'/i.test(filter);
  const roles = BUILT_IN_ROLES.filter((role) => !custom && (!name || role.roleName.toLowerCase() === name));
  return json(
    200,
    pageOf(
      call,
      roles.map((role) => view(role, prefixOf(call))),
    ),
  );
}

function getDefinition(call: ArmCall) {
  authorise(call);
  const role = findRole(call.params.name ?? "");
  if (role) return json(200, view(role, prefixOf(call)));
  const message = `The specified role definition with ID '${call.params.name}' does not exist.`;
  throw new ArmError(404, "RoleDefinitionDoesNotExist", message);
}

/** What the caller's roles permit at a scope, role by role; wildcards are left to the reader. */
function listPermissions(call: ArmCall) {
  const raw = writtenScope(call.params.scope ?? "");
  requireAction(call, "Microsoft.Authorization/permissions/read", raw);
  const granted = rolesAt(call.world.state, call.caller.objectId, requireScope(call.world, raw));
  return json(
    200,
    pageOf(
      call,
      granted.map(({ role }) => permissionOf(role)),
    ),
  );
}

const ROOT = "/providers/Microsoft.Authorization/roleDefinitions";
const surface = SURFACES.authorization;

export const roleDefinitionRoutes: ArmRoute[] = [
  [route("GET", ROOT), { surface, handle: listDefinitions }],
  [route("GET", `${ROOT}/{name}`), { surface, handle: getDefinition }],
  [route("GET", `/{scope*}${ROOT}`), { surface, handle: listDefinitions }],
  [route("GET", `/{scope*}${ROOT}/{name}`), { surface, handle: getDefinition }],
  [
    route("GET", "/{scope*}/providers/Microsoft.Authorization/permissions"),
    { surface, handle: listPermissions },
  ],
];
