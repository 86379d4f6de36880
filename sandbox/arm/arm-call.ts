import type { Matcher, Params } from "../core/match";
import type { Caller, SandboxReply, SandboxRequest, Subscription, World } from "../core/types";
import { canAct } from "../rbac/evaluate";
import type { Surface } from "./api-versions";
import { ArmError, badRequest } from "./arm-error";

/** One authenticated request to Azure Resource Manager. */
export type ArmCall = {
  request: SandboxRequest;
  world: World;
  caller: Caller;
  params: Params;
  apiVersion: string;
  now: Date;
};

export type ArmHandler = (call: ArmCall) => SandboxReply | Promise<SandboxReply>;
export type ArmRoute = [Matcher, { surface: Surface; handle: ArmHandler }];

/** 403 AuthorizationFailed in Azure's words. */
export function notAuthorised(caller: Caller, action: string, scope: string, conditional = false): ArmError {
  const doubt = conditional ? "authorization or an ABAC condition not fulfilled" : "authorization";
  const client = caller.kind === "app" ? caller.appId : caller.name;
  return new ArmError(
    403,
    "AuthorizationFailed",
    `The client '${client}' with object id '${caller.objectId}' does not have ${doubt} to perform action ` +
      `'${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh ` +
      "your credentials.",
  );
}

/** Lets the call go on when the caller's roles permit the action at the scope. */
export function requireAction(call: ArmCall, action: string, scope: string): void {
  if (!canAct(call.world.state, call.caller.objectId, action, scope))
    throw notAuthorised(call.caller, action, scope);
}

/** The subscription of that id, in any case; 404 for one that Azure does not know. */
export function requireSubscription(world: World, id: string): Subscription {
  const subscription = world.state.subscriptions.find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (subscription) return subscription;
  throw new ArmError(404, "SubscriptionNotFound", `The subscription '${id}' could not be found.`);
}

/** The subscription that the path names. */
export function subscriptionOf(call: ArmCall): Subscription {
  return requireSubscription(call.world, call.params.subscription ?? "");
}

/** The request's body as an object; throws Azure's answer to anything else. */
export function bodyOf(call: ArmCall): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(call.request.body.toString("utf8"));
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // Said below.
  }
  throw new ArmError(
    400,
    "InvalidRequestContent",
    "The request content was invalid and could not be deserialized.",
  );
}

/** A part of a body that must be an object when it is there. */
export function objectOf(value: unknown, name: string): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || Array.isArray(value))
    throw badRequest(`An invalid value was provided for '${name}'.`);
  return { ...value };
}

/** Tags of a body; Azure keeps at most 50. */
export function tagsOf(value: unknown): Record<string, string> {
  const entries = Object.entries(objectOf(value, "tags"));
  if (entries.length > 50) throw new ArmError(400, "TooManyTags", "A resource may have at most 50 tags.");
  return Object.fromEntries(entries.map(([name, text]) => [name, String(text)]));
}
