import { randomUUID } from "node:crypto";
import { json } from "../core/reply";
import type { SandboxReply, SandboxRequest, World } from "../core/types";

const ROOT = "https://graph.microsoft.com/v1.0/$metadata";

/** Headers that every answer of Graph carries. */
export function graphHeaders(request: SandboxRequest): Record<string, string> {
  const asked = request.headers["client-request-id"];
  return { "request-id": randomUUID(), "client-request-id": asked ?? randomUUID(), "odata-version": "4.0" };
}

/** Graph's error envelope. */
export function graphError(
  request: SandboxRequest,
  world: World,
  status: number,
  code: string,
  message: string,
): SandboxReply {
  const headers = graphHeaders(request);
  const innerError = {
    date: world.now().toISOString().slice(0, 19),
    "request-id": headers["request-id"],
    "client-request-id": headers["client-request-id"],
  };
  return json(status, { error: { code, message, innerError } }, headers);
}

/** A resource that Graph knows nothing of. */
export function graphNotFound(request: SandboxRequest, world: World, id: string): SandboxReply {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return graphError(request, world, 404, "Request_ResourceNotFound", message);
}

/** What Graph says of a $filter that it cannot read. */
export function unsupportedFilter(request: SandboxRequest, world: World): SandboxReply {
  const message = "Unsupported or invalid query filter clause specified.";
  return graphError(request, world, 400, "Request_UnsupportedQuery", message);
}

/** One entity, cut down to what $select names. */
export function entity(
  request: SandboxRequest,
  status: number,
  set: string,
  body: Record<string, unknown>,
): SandboxReply {
  const shown = { "@odata.context": `${ROOT}#${set}/$entity`, ...selected(request, body) };
  return json(status, shown, graphHeaders(request));
}

/** A page of entities; $top (1 to 999, 100 by default) and $skiptoken page through them. */
export function collection(
  request: SandboxRequest,
  set: string,
  all: Record<string, unknown>[],
): SandboxReply {
  const query = request.url.searchParams;
  const size = Math.min(Math.max(Number(query.get("$top") ?? 100) || 100, 1), 999);
  const from = Number(query.get("$skiptoken") ?? 0) || 0;
  const value = all.slice(from, from + size).map((one) => selected(request, one));
  const next = new URL(request.url.href);
  next.searchParams.set("$skiptoken", String(from + size));
  const body = {
    "@odata.context": `${ROOT}#${set}`,
    ...(query.get("$count") === "true" && { "@odata.count": all.length }),
    ...(from + size < all.length && { "@odata.nextLink": next.href }),
    value,
  };
  return json(200, body, graphHeaders(request));
}

function selected(request: SandboxRequest, body: Record<string, unknown>): Record<string, unknown> {
  const wanted = request.url.searchParams
    .get("$select")
    ?.split(",")
    .map((name) => name.trim());
  if (!wanted) return body;
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => name.startsWith("@") || wanted.includes(name)),
  );
}

/** A filter of the kinds that callers use: `property eq 'value'`, joined by `or`; also on a member of a list. */
export type Filter = { property: string; value: string }[];

const TERM =
  /^\(?\s*([A-Za-z]+)(?:\/any\(\s*(\w+)\s*:\s*\2\s+eq\s+'((?:[^']|'')*)'\s*\)|\s+eq\s+'((?:[^']|'')*)')\s*\)?$/i;

/** The request's filter; undefined without one, null when it is of another kind. */
export function readFilter(request: SandboxRequest): Filter | null | undefined {
  const filter = request.url.searchParams.get("$filter");
  if (filter === null) return undefined;
  const terms = filter
    .trim()
    .split(/\s+or\s+/i)
    .map((term) => TERM.exec(term.trim()));
  if (!terms.every((term) => term !== null)) return null;
  return terms.map((term) => ({
    property: term[1] ?? "",
    value: (term[3] ?? term[4] ?? "").replace(/''/g, "'"),
  }));
}

/** Does an entity fit one of the filter's terms? Text is compared in any case, as Graph does. */
export function fits(filter: Filter, one: Record<string, unknown>): boolean {
  return filter.some(({ property, value }) => {
    const held = one[property];
    const values = Array.isArray(held) ? held : [held];
    return values.some((text) => String(text ?? "").toLowerCase() === value.toLowerCase());
  });
}
