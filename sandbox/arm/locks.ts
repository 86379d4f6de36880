import type { Lock } from "../core/access-types";
import { route } from "../core/match";
import { empty, json } from "../core/reply";
import { inheritsFrom, normaliseScope } from "../rbac/scope";
import { SURFACES } from "./api-versions";
import { type ArmCall, type ArmRoute, bodyOf, objectOf, requireAction } from "./arm-call";
import { ArmError } from "./arm-error";
import { pageOf } from "./paging";
import { requireScope, writtenScope } from "./scopes";

function view(lock: Lock) {
  return {
    id: `${lock.scope}/providers/Microsoft.Authorization/locks/${lock.name}`,
    type: "Microsoft.Authorization/locks",
    name: lock.name,
    properties: { level: lock.level, notes: lock.notes },
  };
}

function permitted(call: ArmCall, verb: "read" | "write" | "delete"): string {
  const raw = writtenScope(call.params.scope ?? "");
  requireAction(call, `Microsoft.Authorization/locks/${verb}`, raw);
  return requireScope(call.world, raw);
}

function find(call: ArmCall, scope: string): Lock | undefined {
  const name = call.params.name?.toLowerCase();
  return call.world.state.locks.find(
    (lock) => lock.name.toLowerCase() === name && normaliseScope(lock.scope) === normaliseScope(scope),
  );
}

function putLock(call: ArmCall) {
  const scope = permitted(call, "write");
  const { level, notes } = objectOf(bodyOf(call).properties, "properties");
  if (level !== "CanNotDelete" && level !== "ReadOnly") {
    throw new ArmError(400, "InvalidLockLevel", `The lock level '${String(level)}' is not valid.`);
  }
  const known = find(call, scope);
  const lock: Lock = {
    scope,
    name: call.params.name ?? "",
    level,
    notes: typeof notes === "string" ? notes : "",
  };
  if (known) Object.assign(known, lock);
  else call.world.state.locks.push(lock);
  call.world.save();
  return json(known ? 200 : 201, view(lock));
}

function getLock(call: ArmCall) {
  const lock = find(call, permitted(call, "read"));
  if (lock) return json(200, view(lock));
  throw new ArmError(404, "LockNotFound", `The lock '${call.params.name}' could not be found.`);
}

function deleteLock(call: ArmCall) {
  const lock = find(call, permitted(call, "delete"));
  if (!lock) return empty(204);
  call.world.state.locks = call.world.state.locks.filter((one) => one !== lock);
  call.world.save();
  return empty(200);
}

function listLocks(call: ArmCall) {
  const scope = permitted(call, "read");
  const onlyAbove = /atScope\(\)/i.test(call.request.url.searchParams.get("$filter") ?? "");
  const locks = call.world.state.locks.filter(
    (lock) => inheritsFrom(scope, lock.scope) || (!onlyAbove && inheritsFrom(lock.scope, scope)),
  );
  return json(200, pageOf(call, locks.map(view)));
}

const PATH = "/{scope*}/providers/Microsoft.Authorization/locks";
const surface = SURFACES.locks;

export const lockRoutes: ArmRoute[] = [
  [route("GET", PATH), { surface, handle: listLocks }],
  [route("PUT", `${PATH}/{name}`), { surface, handle: putLock }],
  [route("GET", `${PATH}/{name}`), { surface, handle: getLock }],
  [route("DELETE", `${PATH}/{name}`), { surface, handle: deleteLock }],
];
