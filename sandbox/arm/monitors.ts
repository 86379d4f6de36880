import type { Monitor } from "../core/log-types";
import { route } from "../core/match";
import { empty, json } from "../core/reply";
import type { World } from "../core/types";
import { normaliseScope } from "../rbac/scope";
import { SURFACES, type Surface } from "./api-versions";
import { type ArmCall, type ArmRoute, bodyOf, objectOf, requireAction } from "./arm-call";
import { resourceNotFound } from "./arm-error";
import { requireScope, writtenScope } from "./scopes";

/** Alert rules, event subscriptions and Defender plans: kept as they were given, and listed where they hold. */

type Kind = { type: string; surface: Surface };

const all = (world: World, { type }: Kind) =>
  (world.state.monitors ?? []).filter((one) => one.type.toLowerCase() === type.toLowerCase());

function view({ scope, type, name, location, properties }: Monitor) {
  return {
    id: `${scope}/providers/${type}/${name}`,
    type,
    name,
    ...(location ? { location } : {}),
    properties,
  };
}

function permitted(call: ArmCall, { type }: Kind, verb: "read" | "write" | "delete"): string {
  const raw = writtenScope(call.params.scope ?? "");
  requireAction(call, `${type}/${verb}`, raw);
  return requireScope(call.world, raw);
}

function find(call: ArmCall, kind: Kind, scope: string): Monitor | undefined {
  const name = call.params.name?.toLowerCase();
  return all(call.world, kind).find(
    (one) => one.name.toLowerCase() === name && normaliseScope(one.scope) === normaliseScope(scope),
  );
}

function put(kind: Kind) {
  return (call: ArmCall) => {
    const scope = permitted(call, kind, "write");
    const { properties, location } = bodyOf(call);
    const known = find(call, kind, scope);
    const made: Monitor = {
      scope,
      type: kind.type,
      name: call.params.name ?? "",
      location: typeof location === "string" ? location : null,
      properties: objectOf(properties, "properties"),
    };
    if (known) Object.assign(known, made);
    else call.world.state.monitors = [...(call.world.state.monitors ?? []), made];
    call.world.save();
    return json(known ? 200 : 201, view(made));
  };
}

function get(kind: Kind) {
  return (call: ArmCall) => {
    const found = find(call, kind, permitted(call, kind, "read"));
    if (found) return json(200, view(found));
    throw resourceNotFound(kind.type, call.params.name ?? "", call.params.scope ?? "");
  };
}

function remove(kind: Kind) {
  return (call: ArmCall) => {
    const found = find(call, kind, permitted(call, kind, "delete"));
    if (!found) return empty(204);
    call.world.state.monitors = (call.world.state.monitors ?? []).filter((one) => one !== found);
    call.world.save();
    return empty(200);
  };
}

/** Of a subscription, everything in it; of a resource, what was made on it. */
function list(kind: Kind) {
  return (call: ArmCall) => {
    const scope = normaliseScope(permitted(call, kind, "read"));
    const rows = all(call.world, kind).filter((one) => {
      const own = normaliseScope(one.scope);
      return own === scope || own.startsWith(`${scope}/`);
    });
    return json(200, { value: rows.map(view) });
  };
}

/** A plan that nobody bought is Free. */
function getPricing(call: ArmCall) {
  const kind = KINDS.pricings;
  const scope = permitted(call, kind, "read");
  const name = call.params.name ?? "";
  const free = { scope, type: kind.type, name, location: null, properties: { pricingTier: "Free" } };
  return json(200, view(find(call, kind, scope) ?? free));
}

const KINDS = {
  metricAlerts: { type: "Microsoft.Insights/metricAlerts", surface: SURFACES.metricAlerts },
  activityLogAlerts: { type: "Microsoft.Insights/activityLogAlerts", surface: SURFACES.activityLogAlerts },
  scheduledQueryRules: {
    type: "Microsoft.Insights/scheduledQueryRules",
    surface: SURFACES.scheduledQueryRules,
  },
  eventSubscriptions: { type: "Microsoft.EventGrid/eventSubscriptions", surface: SURFACES.events },
  pricings: { type: "Microsoft.Security/pricings", surface: SURFACES.pricings },
} as const;

export const monitorRoutes: ArmRoute[] = Object.values(KINDS).flatMap((kind): ArmRoute[] => {
  const path = `/{scope*}/providers/${kind.type}`;
  const { surface } = kind;
  return [
    [route("GET", path), { surface, handle: list(kind) }],
    [route("PUT", `${path}/{name}`), { surface, handle: put(kind) }],
    [route("GET", `${path}/{name}`), { surface, handle: kind === KINDS.pricings ? getPricing : get(kind) }],
    [route("DELETE", `${path}/{name}`), { surface, handle: remove(kind) }],
  ];
});
