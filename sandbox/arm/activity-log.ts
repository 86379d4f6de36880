import type { ActivityEvent } from "../core/log-types";
import { route } from "../core/match";
import { json } from "../core/reply";
import type { Caller, SandboxReply, SandboxRequest, World } from "../core/types";
import { doerOf, hasArrived, recordActivity } from "../logs/record";
import { SURFACES } from "./api-versions";
import { type ArmCall, type ArmRoute, requireAction, requireSubscription } from "./arm-call";
import { badRequest } from "./arm-error";
import { pageOf } from "./paging";

const WRITES: Record<string, string> = { PUT: "write", PATCH: "write", DELETE: "delete" };
/** Questions that are asked with POST. */
const QUESTIONS = /\/(checkNameAvailability|query)$/i;

/** The resource of a path and the operation's name, as providers name it; null for what changes nothing. */
function operationOf(method: string, path: string): { operation: string; resourceId: string } | null {
  if (method === "POST" && QUESTIONS.test(path)) return null;
  const verb = WRITES[method];
  const resourceId = path.replace(/\/+$/, "");
  const [, own = ""] = resourceId.split(/\/providers\/(?!.*\/providers\/)/i);
  const segments = own.split("/");
  const [namespace = "", ...rest] = segments;
  const types = rest.filter((_segment, index) => index % 2 === 0);
  if (verb) {
    if (own === "")
      return { operation: `Microsoft.Resources/subscriptions/resourceGroups/${verb}`, resourceId };
    return { operation: [namespace, ...types, verb].join("/"), resourceId };
  }
  if (method !== "POST" || own === "") return null;
  return {
    operation: [namespace, ...types, "action"].join("/"),
    resourceId: resourceId.slice(0, resourceId.lastIndexOf("/")),
  };
}

/** Writes down what a request to Azure Resource Manager changed, or tried to change. */
export function logRequest(
  world: World,
  request: SandboxRequest,
  caller: Caller,
  { status }: SandboxReply,
): void {
  const found = operationOf(request.method, decodeURI(request.url.pathname).replace(/\/{2,}/g, "/"));
  if (!found) return;
  recordActivity(world, {
    ...found,
    status: status < 400 ? "Succeeded" : "Failed",
    httpStatus: status,
    by: doerOf(caller, request.clientAddress),
    correlationId: request.headers["x-ms-correlation-request-id"],
  });
  world.save();
}

const named = (value: string) => ({ value, localizedValue: value });

/** Of the kind that Azure's documents call EventData. */
function view(event: ActivityEvent, subscriptionId: string) {
  const { id, at, by, operation, resourceId } = event;
  const ticks = Date.parse(at) * 10_000;
  const group = /\/resourceGroups\/([^/]+)/i.exec(resourceId)?.[1] ?? "";
  return {
    id: `${resourceId}/events/${id}/ticks/${ticks}`,
    eventDataId: id,
    correlationId: event.correlationId,
    operationId: event.correlationId,
    authorization: { action: operation, scope: resourceId },
    caller: by.kind === "user" ? by.name : by.objectId,
    claims: {
      "http://schemas.microsoft.com/identity/claims/objectidentifier": by.objectId,
      ...(by.kind === "user" ? { name: by.name } : {}),
      ...(by.appId ? { appid: by.appId } : {}),
      idtyp: by.kind,
      ipaddr: by.address,
    },
    channels: "Operation",
    category: named("Administrative"),
    eventName: named("EndRequest"),
    httpRequest: { clientIpAddress: by.address },
    level: event.status === "Succeeded" ? "Informational" : "Error",
    operationName: named(operation),
    status: named(event.status),
    subStatus: named(String(event.httpStatus)),
    resourceId,
    resourceGroupName: group,
    resourceProviderName: named(operation.split("/")[0] ?? ""),
    eventTimestamp: at,
    submissionTimestamp: at,
    subscriptionId,
    tenantId: by.tenantId,
  };
}

type Filter = { from: string; to: string; resourceUri: string | null; provider: string | null };

function readFilter(call: ArmCall): Filter {
  const text = call.request.url.searchParams.get("$filter") ?? "";
  const take = (pattern: RegExp) => pattern.exec(text)?.[1] ?? null;
  const from = take(/eventTimestamp ge '?([^' ]+)'?/i);
  if (!from) throw badRequest("The $filter must begin with eventTimestamp ge.");
  return {
    from: new Date(from).toISOString(),
    to: take(/eventTimestamp le '?([^' ]+)'?/i) ?? call.now.toISOString(),
    resourceUri: take(/resourceUri eq '([^']+)'/i),
    provider: take(/resourceProvider eq '([^']+)'/i),
  };
}

/** The Activity Log of a subscription, newest first, a page at a time. */
function listEvents(call: ArmCall): SandboxReply {
  const subscription = requireSubscription(call.world, call.params.subscription ?? "");
  const scope = `/subscriptions/${subscription.id}`;
  requireAction(call, "Microsoft.Insights/eventtypes/values/read", scope);
  const { from, to, resourceUri, provider } = readFilter(call);
  const below = (id: string, top: string) =>
    `${id.toLowerCase()}/`.startsWith(`${top.toLowerCase().replace(/\/$/, "")}/`);
  const found = (call.world.state.activity ?? []).filter(
    (event) =>
      below(event.resourceId, scope) &&
      event.at >= from &&
      event.at <= to &&
      hasArrived(call.world, event) &&
      (resourceUri === null || below(event.resourceId, resourceUri)) &&
      (provider === null || event.operation.toLowerCase().startsWith(`${provider.toLowerCase()}/`)),
  );
  return json(
    200,
    pageOf(
      call,
      found.reverse().map((event) => view(event, subscription.id)),
    ),
  );
}

export const activityRoutes: ArmRoute[] = [
  [
    route("GET", "/subscriptions/{subscription}/providers/Microsoft.Insights/eventtypes/management/values"),
    { surface: SURFACES.activityLog, handle: listEvents },
  ],
];
