import { route } from "../core/match";
import { empty, json } from "../core/reply";
import type { RoleAssignment } from "../core/types";
import { findRole } from "../rbac/built-in-roles";
import { canAssign } from "../rbac/evaluate";
import { inheritsFrom, normaliseScope } from "../rbac/scope";
import { SURFACES } from "./api-versions";
import { type ArmCall, type ArmRoute, bodyOf, notAuthorised, objectOf, requireAction } from "./arm-call";
import { ArmError, badRequest } from "./arm-error";
import { requireDeletable, requireUnlocked } from "./lock-check";
import { pageOf } from "./paging";
import { checkPrincipal } from "./principals";
import { requireScope, writtenScope } from "./scopes";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_PER_SUBSCRIPTION = 4000;

function subscriptionIn(scope: string): string {
  return /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1] ?? "";
}

function view(one: RoleAssignment, fresh = false) {
  return {
    properties: {
      roleDefinitionId:
        `/subscriptions/${subscriptionIn(one.scope)}/providers/Microsoft.Authorization` +
        `/roleDefinitions/${one.roleDefinitionId}`,
      principalId: one.principalId,
      principalType: one.principalType,
      scope: one.scope,
      condition: one.condition,
      conditionVersion: one.condition ? "2.0" : null,
      createdOn: one.createdOn,
      updatedOn: one.createdOn,
      // The creating answer does not say who; every later one does: recorded so.
      createdBy: fresh ? null : one.createdBy,
      updatedBy: one.createdBy,
      delegatedManagedIdentityResourceId: null,
      description: one.description,
    },
    id: `${one.scope}/providers/Microsoft.Authorization/roleAssignments/${one.id}`,
    type: "Microsoft.Authorization/roleAssignments",
    name: one.id,
  };
}

function find(call: ArmCall): RoleAssignment | undefined {
  const scope = normaliseScope(call.params.scope ?? "");
  const name = call.params.name?.toLowerCase();
  return call.world.state.roleAssignments.find(
    (one) => one.id === name && normaliseScope(one.scope) === scope,
  );
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** 409 or 400 when the assignment is there already, under this name or another. */
function checkAgainstOthers(
  call: ArmCall,
  wanted: Pick<RoleAssignment, "principalId" | "roleDefinitionId" | "scope">,
) {
  const name = call.params.name?.toLowerCase();
  const { roleAssignments } = call.world.state;
  const isSame = (one: RoleAssignment) =>
    same(one.principalId, wanted.principalId) &&
    one.roleDefinitionId === wanted.roleDefinitionId &&
    normaliseScope(one.scope) === normaliseScope(wanted.scope);
  const named = roleAssignments.find((one) => one.id === name);
  if (named && !isSame(named)) {
    throw new ArmError(
      400,
      "RoleAssignmentUpdateNotPermitted",
      "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
    );
  }
  const twin = roleAssignments.find((one) => one.id !== name && isSame(one));
  if (twin) {
    const id = twin.id.replaceAll("-", "");
    const message = `The role assignment already exists. The ID of the existing role assignment is ${id}.`;
    throw new ArmError(409, "RoleAssignmentExists", message);
  }
  return named;
}

function putAssignment(call: ArmCall) {
  const { world, caller, now } = call;
  const raw = writtenScope(call.params.scope ?? "");
  const name = call.params.name?.toLowerCase() ?? "";
  const properties = objectOf(bodyOf(call).properties, "properties");
  const { roleDefinitionId, principalId, principalType, condition, description } = properties;
  const role =
    String(roleDefinitionId ?? "")
      .split("/")
      .at(-1)
      ?.toLowerCase() ?? "";
  const action = "Microsoft.Authorization/roleAssignments/write";
  if (!canAssign(world.state, caller.objectId, "write", role, raw))
    throw notAuthorised(caller, action, raw, true);
  if (!GUID.test(name)) {
    const message = `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`;
    throw new ArmError(400, "InvalidRoleAssignmentId", message);
  }
  const scope = requireScope(world, raw);
  requireUnlocked(world, scope);
  if (!findRole(role)) {
    const message = `The specified role definition with ID '${role.replaceAll("-", "")}' does not exist.`;
    throw new ArmError(400, "RoleDefinitionDoesNotExist", message);
  }
  if (typeof principalId !== "string" || !GUID.test(principalId))
    throw badRequest("The principalId is not a GUID.");
  const kind = checkPrincipal(call, principalId, typeof principalType === "string" ? principalType : null);
  const known = checkAgainstOthers(call, { principalId, roleDefinitionId: role, scope });
  if (known) return json(200, view(known));
  const subscription = `/subscriptions/${subscriptionIn(scope)}`;
  if (
    world.state.roleAssignments.filter((one) => inheritsFrom(one.scope, subscription)).length >=
    MOST_PER_SUBSCRIPTION
  ) {
    throw new ArmError(400, "RoleAssignmentLimitExceeded", "No more role assignments can be created.");
  }
  const assignment: RoleAssignment = {
    id: name,
    scope,
    roleDefinitionId: role,
    principalId: principalId.toLowerCase(),
    principalType: kind,
    condition: typeof condition === "string" ? condition : null,
    description: typeof description === "string" ? description : null,
    createdOn: now.toISOString(),
    createdBy: caller.objectId,
    effectiveAt: new Date(now.getTime() + world.state.settings.roleDelayMs).toISOString(),
  };
  world.state.roleAssignments.push(assignment);
  world.save();
  return json(201, view(assignment, true));
}

function getAssignment(call: ArmCall) {
  const raw = writtenScope(call.params.scope ?? "");
  requireAction(call, "Microsoft.Authorization/roleAssignments/read", raw);
  const found = find(call);
  if (found) return json(200, view(found));
  const message = `The role assignment '${call.params.name}' is not found.`;
  throw new ArmError(404, "RoleAssignmentNotFound", message);
}

function deleteAssignment(call: ArmCall) {
  const { world, caller } = call;
  const raw = writtenScope(call.params.scope ?? "");
  const found = find(call);
  const action = "Microsoft.Authorization/roleAssignments/delete";
  const allowed = found
    ? canAssign(world.state, caller.objectId, "delete", found.roleDefinitionId, found.scope)
    : canAssign(world.state, caller.objectId, "delete", "", raw);
  if (!found) {
    if (!allowed) requireAction(call, action, raw);
    return empty(204);
  }
  if (!allowed) throw notAuthorised(caller, action, found.scope, true);
  requireDeletable(world, found.scope);
  world.state.roleAssignments = world.state.roleAssignments.filter((one) => one !== found);
  world.save();
  return json(200, view(found));
}

/** Assignments at the scope and above; below too, unless the filter says atScope(). */
function listAssignments(call: ArmCall) {
  const raw = writtenScope(call.params.scope ?? "");
  requireAction(call, "Microsoft.Authorization/roleAssignments/read", raw);
  const scope = requireScope(call.world, raw);
  const filter = call.request.url.searchParams.get("$filter") ?? "";
  const principal = /(?:principalId eq|assignedTo\()\s*'?\{?([0-9a-f-]{36})/i.exec(filter)?.[1];
  const onlyAbove = /atScope\(\)/i.test(filter);
  if (filter && !principal && !onlyAbove) {
    throw new ArmError(
      400,
      "UnsupportedQuery",
      `The filter '${filter}' is not supported. Supported filters are ` +
        "atScope(), principalId eq '{value}', and assignedTo('{value}').",
    );
  }
  const found = call.world.state.roleAssignments.filter(
    (one) =>
      (inheritsFrom(scope, one.scope) || (!onlyAbove && inheritsFrom(one.scope, scope))) &&
      (!principal || same(one.principalId, principal)),
  );
  return json(
    200,
    pageOf(
      call,
      found.map((one) => view(one)),
    ),
  );
}

const PATH = "/{scope*}/providers/Microsoft.Authorization/roleAssignments";
const surface = SURFACES.authorization;

export const roleAssignmentRoutes: ArmRoute[] = [
  [route("GET", PATH), { surface, handle: listAssignments }],
  [route("PUT", `${PATH}/{name}`), { surface, handle: putAssignment }],
  [route("GET", `${PATH}/{name}`), { surface, handle: getAssignment }],
  [route("DELETE", `${PATH}/{name}`), { surface, handle: deleteAssignment }],
];
